import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";

/** The folder of a project that holds what belongs to this machine alone: the store, logs, keys. */
export const stateFolderName = ".promptrail";

const gitignore = `# What promptrail keeps on this machine, keys among it: not to be committed.
*
`;

/**
 * Makes a folder with those above it. Where a `.promptrail` is among them, it is kept out of git by a
 * `.gitignore` of its own, whoever makes it.
 */
export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  const segments = resolve(path).split(sep);
  const depth = segments.lastIndexOf(stateFolderName);
  if (depth !== -1) keepOutOfGit(segments.slice(0, depth + 1).join(sep));
}

function keepOutOfGit(folder: string): void {
  try {
    writeFileSync(join(folder, ".gitignore"), gitignore, { flag: "wx" });
  } catch {
    // It is there already; or nobody here may write to the folder, so that nothing gets into it either.
  }
}
