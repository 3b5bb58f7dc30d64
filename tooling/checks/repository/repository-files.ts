import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface RepositoryFile {
  /** Path from the repository's top, with `/`. */
  readonly path: string;
  readonly text: () => string;
}

/** What is installed, built or written at run time, and so not the repository's own. */
const foreignFolders: ReadonlySet<string> = new Set([
  ".git",
  ".promptrail",
  ".turbo",
  "coverage",
  "dist",
  "node_modules",
]);

/** The repository's own files below `folder` (the whole repository unless given), in path order. */
export function listRepositoryFiles(root: string, folder = ""): readonly RepositoryFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return foreignFolders.has(entry.name) ? [] : listRepositoryFiles(root, path);
      }
      if (!entry.isFile() || entry.name.endsWith(".tgz")) return [];
      return [{ path, text: () => readFileSync(join(root, path), "utf8") }];
    });
}

/** Whether the file is read by TypeScript. */
export function isTypeScript({ path }: RepositoryFile): boolean {
  return path.endsWith(".ts") || path.endsWith(".mts") || path.endsWith(".tsx");
}

/** Whether the file only serves tests, and so never reaches a user. */
export function isTestFile({ path }: RepositoryFile): boolean {
  return /\.test(-d)?\.ts$/.test(path) || /\/(test|fixtures)\//.test(path);
}

/** `path:line` of an offset in the file's text. */
export function placeOf(path: string, text: string, offset: number): string {
  return `${path}:${text.slice(0, offset).split("\n").length}`;
}
