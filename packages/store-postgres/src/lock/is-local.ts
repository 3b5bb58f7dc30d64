import { statfsSync } from "node:fs";

/**
 * File systems of one Linux machine, on which each process sees at once what another wrote, by the numbers
 * that statfs(2) lists: ext, XFS, Btrfs, F2FS, ZFS, tmpfs, and the layers of containers.
 */
const localTypes: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x01021994, 0x794c7630,
]);

/** Whether a folder is known to be on a disk of this machine. A network's, and one that is not known, is none. */
export function isLocal(folder: string): boolean {
  if (process.platform !== "linux") return false;
  try {
    return localTypes.has(statfsSync(folder).type);
  } catch {
    return false;
  }
}
