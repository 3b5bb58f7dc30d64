import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileUnwritable, makeFolder } from "@promptrail/core/state-folder";

/**
 * Makes the folder where it is missing, and closes to others what is open to them.
 *
 * @returns its one true path: a lock must be the same for everyone who comes through a link.
 * @throws PromptrailError `file_unwritable`.
 */
export function prepareFolder(folder: string): string {
  try {
    makeFolder(folder);
    return realpathSync(folder);
  } catch (error) {
    const what = `The folder ${folder} of the embedded store cannot be made`;
    throw fileUnwritable({ what, file: folder }, error);
  }
}

/** The same for a folder that holds a database, which is there; null where there is none, and none is made. */
export function findFolder(folder: string): string | null {
  return existsSync(join(folder, "PG_VERSION")) ? prepareFolder(folder) : null;
}
