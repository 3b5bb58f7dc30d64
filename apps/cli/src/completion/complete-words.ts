import type { CommandTree, KnownOption } from "./command-tree.js";

/** What a user may type next. */
export interface Completion {
  readonly value: string;
  readonly description: string;
}

/** What a project knows without being loaded: its lock file. */
export interface KnownNames {
  /** By family: its version numbers. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly environments: readonly string[];
}

export const shells = ["bash", "zsh", "fish"] as const;

/** Where a command line has come before the word that is completed. */
interface Place {
  readonly command: CommandTree;
  readonly given: readonly string[];
  /** The option whose value is the next word. */
  readonly waiting: KnownOption | null;
}

/**
 * What may stand in place of the last word. Nothing where a file may, or any text.
 *
 * @param words Of the command line, without the program's name.
 */
export function completeWords(
  tree: CommandTree,
  words: readonly string[],
  known: KnownNames,
): readonly Completion[] {
  const last = words.at(-1) ?? "";
  const place = findPlace(tree, words.slice(0, -1));
  return findCandidates(place, last, known).filter(({ value }) => value.startsWith(last));
}

function findPlace(tree: CommandTree, words: readonly string[]): Place {
  let place: Place = { command: tree, given: [], waiting: null };
  for (const word of words) place = step(place, word);
  return place;
}

function step(place: Place, word: string): Place {
  const { command, given, waiting } = place;
  // Bash takes `--env=production` apart.
  if (word === "=") return place;
  if (waiting !== null) return { ...place, waiting: null };
  if (word.startsWith("-")) {
    const option = command.options.find(({ flag }) => flag === word);
    return { ...place, waiting: option?.value == null ? null : option };
  }
  const below = command.commands.find(({ name }) => name === word);
  return below === undefined
    ? { ...place, given: [...given, word] }
    : { command: below, given: [], waiting: null };
}

function findCandidates(place: Place, last: string, known: KnownNames): readonly Completion[] {
  const { command, given, waiting } = place;
  if (last === "=") return [];
  if (waiting !== null) return findValues(waiting.value ?? "", given, known);
  if (last.startsWith("-")) {
    return command.options.map(({ flag, description }) => ({ value: flag, description }));
  }
  if (command.commands.length > 0 && given.length === 0) {
    return command.commands.map(({ name, description }) => ({ value: name, description }));
  }
  const name = command.arguments[Math.min(given.length, command.arguments.length - 1)];
  return name === undefined ? [] : findValues(name, given, known);
}

/** The values of an argument or of an option's value, by its name. */
function findValues(
  name: string,
  [family = ""]: readonly string[],
  { versions, environments }: KnownNames,
): readonly Completion[] {
  const versionsOf = (versions[family] ?? []).map((value) => ({
    value,
    description: `version ${value}`,
  }));
  const values: Readonly<Record<string, readonly Completion[]>> = {
    family: Object.keys(versions).map((value) => ({ value, description: "family" })),
    families: Object.keys(versions).map((value) => ({ value, description: "family" })),
    version: versionsOf,
    from: versionsOf,
    to: versionsOf,
    n: versionsOf,
    shell: shells.map((value) => ({ value, description: "shell" })),
    environment: environments.map((value) => ({ value, description: "environment" })),
  };
  return Object.hasOwn(values, name) ? (values[name] ?? []) : [];
}
