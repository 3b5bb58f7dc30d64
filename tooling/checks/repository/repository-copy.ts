import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listRepositoryFiles } from "./repository-files.ts";

export interface RepositoryCopy {
  /** Top folder of the copy. */
  readonly root: string;
  /** Writes one file, given its path from the top; `null` removes it. */
  readonly plant: (path: string, text: string | null) => void;
  /** Changes one file's text. */
  readonly edit: (path: string, change: (text: string) => string) => void;
  /** Undoes all that was planted. */
  readonly restore: () => void;
  readonly remove: () => void;
}

/** Copies the repository's own files to a temporary folder, to break rules in. */
export function copyRepository(root: string): RepositoryCopy {
  const copy = mkdtempSync(join(tmpdir(), "promptrail-repository-"));
  for (const { path } of listRepositoryFiles(root)) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  const undo: (() => void)[] = [];
  const plant = (path: string, text: string | null): void => {
    const file = join(copy, path);
    const original = existsSync(file) ? readFileSync(file, "utf8") : null;
    const created = mkdirSync(dirname(file), { recursive: true });
    undo.push(() => {
      write(file, original);
      if (created !== undefined) rmSync(created, { recursive: true, force: true });
    });
    write(file, text);
  };
  return {
    root: copy,
    plant,
    edit: (path, change) => plant(path, change(readFileSync(join(copy, path), "utf8"))),
    restore: () => {
      for (const step of undo.splice(0).toReversed()) step();
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

function write(file: string, text: string | null): void {
  if (text === null) rmSync(file, { force: true });
  else writeFileSync(file, text);
}
