import { existsSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { makeProjectFile, writeProjectFile } from "@promptrail/core/state-folder";

/** What a command does to the files of a project: all of it, or nothing. */
export interface FileChanges {
  /** A new file, with the folders above it. Throws `file_unwritable`. */
  readonly make: (path: string, text: string) => void;
  /** Another text in a file that is there. A link stays one. Throws `file_unwritable`. */
  readonly replace: (
    path: string,
    texts: { readonly before: string; readonly after: string },
  ) => void;
  /** Takes back what was done. */
  readonly undo: () => void;
}

export function createFileChanges(): FileChanges {
  const done: (() => void)[] = [];
  return {
    make: (path, text) => {
      const missing = listMissing(dirname(path));
      // In this order: where the file cannot be made, its folders are taken back.
      done.push(() => removeEmpty(missing));
      makeProjectFile(path, text);
      done.push(() => rmSync(path, { force: true }));
    },
    replace: (path, { before, after }) => {
      const real = realpathSync(path);
      writeProjectFile(real, after);
      done.push(() => writeProjectFile(real, before));
    },
    undo: () => {
      for (const each of done.splice(0).reverse()) each();
    },
  };
}

/** Folders that are not there yet, the deepest one first. */
function listMissing(folder: string): readonly string[] {
  return existsSync(folder) ? [] : [folder, ...listMissing(dirname(folder))];
}

function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // It was never made, or somebody put something there.
      return;
    }
  }
}
