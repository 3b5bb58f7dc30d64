import { dirname } from "node:path";
import type { Check, Finding } from "../finding.ts";
import { listRepositoryFiles, type RepositoryFile } from "../repository/repository-files.ts";

const maximumLines = 300;
const maximumFiles = 15;

/** Data that grows by rows, what a tool writes, and texts that are not ours to cut. */
const unboundedFiles =
  /((^|\/)handbook\/json-output\/.*\.md|\.jsonl|\.csv|\.snap|\.png|\.svg|-lock\.yaml|-lock\.json|\.lock\.json|(^|\/)(CHANGELOG\.md|LICENSE))$/;

/** Records of decisions, and of changes until they are released: one more with each. */
const growingFolders: readonly string[] = ["tooling/handbook/decisions", ".changeset"];

/** Files of at most 300 lines, folders of at most 15 files. Function sizes are a rule of oxlint. */
export const checkSizes: Check = (root) => {
  const files = listRepositoryFiles(root);
  return [...checkFiles(files), ...checkFolders(files)];
};

function checkFiles(files: readonly RepositoryFile[]): readonly Finding[] {
  return files
    .filter(({ path }) => !unboundedFiles.test(path))
    .map(({ path, text }) => ({ path, lines: countLines(text()) }))
    .filter(({ lines }) => lines > maximumLines)
    .map(({ path, lines }) => ({
      rule: `A file has at most ${maximumLines} lines`,
      place: path,
      fix: `It has ${lines}: there is a second concept in it. Give that a file of its own.`,
    }));
}

function countLines(text: string): number {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.length - 1 : lines.length;
}

function checkFolders(files: readonly RepositoryFile[]): readonly Finding[] {
  const inFolders = files.filter(({ path }) => dirname(path) !== ".");
  return [...Map.groupBy(inFolders, ({ path }) => dirname(path))]
    .filter(([folder, inside]) => inside.length > maximumFiles && !growingFolders.includes(folder))
    .map(([folder, inside]) => ({
      rule: `A folder holds at most ${maximumFiles} files`,
      place: folder,
      fix: `It holds ${inside.length}: move the files of one concept to a folder of its name.`,
    }));
}
