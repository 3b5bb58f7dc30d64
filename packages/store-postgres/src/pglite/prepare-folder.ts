import { realpathSync } from "node:fs";
import { PromptrailError } from "@promptrail/core";
import { makeFolder } from "@promptrail/core/state-folder";

/**
 * Makes the folder where it is missing.
 *
 * @returns its one true path: a lock must be the same for everyone who comes through a link.
 * @throws PromptrailError `store_unavailable`.
 */
export function prepareFolder(folder: string): string {
  try {
    makeFolder(folder);
    return realpathSync(folder);
  } catch (error) {
    throw new PromptrailError(
      "store_unavailable",
      `The folder ${folder} of the embedded store cannot be made. Check the rights on the folder above it.`,
      { folder },
      error,
    );
  }
}
