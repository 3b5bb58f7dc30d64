import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KnownNames } from "./complete-words.js";

const nothing: KnownNames = { versions: {}, environments: [] };

/**
 * The names in the lock file of a folder or of the nearest one above: a look at one file, and no config is loaded.
 * Nothing where there is none that can be read.
 */
export function readKnownNames(folder: string): KnownNames {
  const text = readLock(folder);
  if (text === null) return nothing;
  try {
    return toNames(JSON.parse(text));
  } catch {
    return nothing;
  }
}

function readLock(folder: string): string | null {
  try {
    return readFileSync(join(folder, "prompts.lock.json"), "utf8");
  } catch {
    const parent = dirname(folder);
    return parent === folder ? null : readLock(parent);
  }
}

/** What a shell takes as one word without quotes. */
const plainWord = /^[\w.-]+$/u;

function toNames(lock: unknown): KnownNames {
  const families = entriesOf(fieldOf(lock, "families")).filter(([name]) => plainWord.test(name));
  const environments = families.flatMap(([, family]) =>
    entriesOf(fieldOf(family, "acknowledgedRevisions")).map(([name]) => name),
  );
  return {
    versions: Object.fromEntries(
      families.map(([name, family]) => [
        name,
        entriesOf(fieldOf(family, "versions"))
          .map(([version]) => version)
          .filter((version) => plainWord.test(version)),
      ]),
    ),
    environments: [...new Set(environments)].filter((name) => plainWord.test(name)),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
