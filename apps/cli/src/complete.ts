import { readFileSync } from "node:fs";
import type { CommandTree } from "./completion/command-tree.js";
import { completeWords } from "./completion/complete-words.js";
import { readKnownNames } from "./completion/read-known-names.js";

/**
 * What a shell's completion reads: a line for each word that may follow, with a tab before its description. A door
 * of its own, which loads nothing but a list of the commands: a shell asks at each press of a key.
 *
 * @param words Of the command line, without the program's name; the last is completed.
 */
export function completeLine(words: readonly string[], folder: string): string {
  const file = new URL("./command-tree.json", import.meta.url);
  const tree: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isCommandTree(tree)) return "";
  return completeWords(tree, words, readKnownNames(folder))
    .map(({ value, description }) => `${value}\t${description.replaceAll(/\s+/gu, " ")}\n`)
    .join("");
}

/** The build wrote it. */
function isCommandTree(value: unknown): value is CommandTree {
  return typeof value === "object" && value !== null && "commands" in value;
}
