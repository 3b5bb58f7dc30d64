import { type ParseEntry, parse } from "shell-quote";

/** One program of a shell line, with what stands in front of it and behind. */
export interface ShellCommand {
  /** Names of the variables that are set for it, or exported by it. */
  readonly variables: readonly string[];
  readonly words: readonly string[];
}

const assignment = /^(?<name>[A-Za-z_][A-Za-z0-9_]*)=/;

/** The programs of a shell line, or of several. Variables stay as they are written, and comments are left out. */
export function parseShell(text: string): readonly ShellCommand[] {
  return splitLines(text).flatMap((line) => {
    const entries = parse(line, (name) => `$${name}`);
    return splitAtOperators(entries).map(toCommand).filter(isSomething);
  });
}

/** A line that ends with `\` goes on in the next one. */
function splitLines(text: string): readonly string[] {
  return text.replaceAll(/\\\r?\n\s*/g, " ").split("\n");
}

function splitAtOperators(entries: readonly ParseEntry[]): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const entry of entries) {
    if (typeof entry === "string") commands.at(-1)?.push(entry);
    else if ("pattern" in entry) commands.at(-1)?.push(entry.pattern);
    else if ("op" in entry) commands.push([]);
  }
  return commands;
}

function toCommand(all: readonly string[]): ShellCommand {
  const isExport = all[0] === "export";
  const rest = isExport ? all.slice(1) : all;
  const end = rest.findIndex((word) => !assignment.test(word));
  const set = end < 0 ? rest : rest.slice(0, end);
  return {
    variables: set.flatMap((word) => assignment.exec(word)?.groups?.["name"] ?? []),
    words: end < 0 ? [] : rest.slice(end),
  };
}

function isSomething({ variables, words }: ShellCommand): boolean {
  return variables.length + words.length > 0;
}
