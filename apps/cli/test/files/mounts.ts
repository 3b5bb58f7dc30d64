import { execFileSync } from "node:child_process";

/** Namespaces of mounts are for root, or where the system lets others have them. */
function canMount(): boolean {
  try {
    execFileSync("unshare", ["--mount", "sh", "-c", "mount -t tmpfs none /mnt"], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

export const mounts = canMount();

/** A test's title, which says where it is skipped. */
export const onMounts = (what: string) =>
  mounts ? what : `${what} (skipped: this system lets nobody mount)`;

/** For `startAfter`: the project's folder is then read-only. */
export const closeFolder = 'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD"';

/** For `startAfter`: `.promptrail`, which must be there, is then a disk that is full. */
export const fillStateFolder =
  "mount -t tmpfs -o size=16k none .promptrail; cat /dev/zero > .promptrail/all 2> /dev/null || true";
