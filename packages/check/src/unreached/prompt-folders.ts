import { posix } from "node:path";

/** A folder in which prompts are looked for: relative to the project's folder, with `/`. */
export interface PromptFolder {
  readonly folder: string;
  /** Whether the folders in it belong to it. */
  readonly isDeep: boolean;
}

/**
 * Where a project keeps its prompts, by the files that define those of its config: the folder that all of them are in,
 * and each of their folders where that is the project's own, which has much else in it.
 */
export function findPromptFolders(files: readonly string[]): readonly PromptFolder[] {
  const folders = [...new Set(files.map(toFolder))].toSorted();
  const common = folders.length === 0 ? "" : folders.reduce(findCommonFolder);
  if (common !== "") return [{ folder: common, isDeep: true }];
  return folders.map((folder) => ({ folder, isDeep: folder !== "" }));
}

function toFolder(file: string): string {
  const folder = posix.dirname(file);
  return folder === "." ? "" : folder;
}

function findCommonFolder(one: string, other: string): string {
  const names = other.split("/");
  const parts = one.split("/");
  const end = parts.findIndex((part, at) => part !== names[at]);
  return (end === -1 ? parts : parts.slice(0, end)).join("/");
}
