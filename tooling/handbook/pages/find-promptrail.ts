import type { ShellCommand } from "./parse-shell.ts";

/** Flags of `npx` that take no value, as our pages use them. */
const npxFlags: ReadonlySet<string> = new Set(["-y", "--yes", "--no", "--no-install"]);

/** The words behind `promptrail` where a command runs it, by itself or by another program; null where it does not. */
export function findPromptrail({ words }: Pick<ShellCommand, "words">): readonly string[] | null {
  const at = words.findIndex(
    (word, index) => isFile(word) || (word === "promptrail" && isRun(words.slice(0, index))),
  );
  return at < 0 ? null : words.slice(at + 1);
}

/** A path says by itself that it is meant: behind `sudo -u USER`, in a container. */
function isFile(word: string): boolean {
  return /(^|\/)\.?bin\/promptrail(\.mjs)?$/.test(word);
}

/** Whether the next word is a program: the first one, or behind `npx`, `exec`, `--` or `node`. */
function isRun(before: readonly string[]): boolean {
  const last = before.findLast((word) => !npxFlags.has(word));
  return (
    last === undefined ||
    ["npx", "exec", "--", "node", "time", "sudo"].includes(last) ||
    /\/npx$|\/node$/.test(last)
  );
}
