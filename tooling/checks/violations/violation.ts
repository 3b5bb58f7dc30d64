import type { RepositoryCopy } from "../repository/repository-copy.ts";

/** A rule broken on purpose, and where the check of that name must find it. */
export interface Violation {
  /** Ends the test's title: "finds …". */
  readonly what: string;
  readonly check: string;
  readonly plant: (copy: RepositoryCopy) => void;
  readonly place: string;
}

export const planted = (
  check: string,
  what: string,
  path: string,
  text: string,
  line?: number,
): Violation => ({
  what,
  check,
  plant: (copy) => copy.plant(path, text),
  place: line === undefined ? path : `${path}:${line}`,
});

export const circle = (
  what: string,
  files: Readonly<Record<string, string>>,
  place: string,
): Violation => ({
  what,
  check: "circles of imports",
  plant: (copy) => {
    for (const [path, text] of Object.entries(files)) {
      copy.plant(`packages/core/src/planted/${path}`, text);
    }
  },
  place: `packages/core/src/planted/${place}`,
});

export const dependency = (
  what: string,
  folder: string,
  field: string,
  name: string,
): Violation => ({
  what,
  check: "layers of manifests",
  plant: (copy) =>
    copy.edit(`${folder}/package.json`, (text) => withField(text, [field, name], "workspace:*")),
  place: `${folder}/package.json`,
});

export const shape = (what: string, keys: readonly string[], value: unknown): Violation => ({
  what,
  check: "package shape",
  plant: (copy) => copy.edit("packages/core/package.json", (text) => withField(text, keys, value)),
  place: "packages/core/package.json",
});

/** A file that no check knows yet. */
export const source = "packages/core/src/planted.ts";

/** The JSON text with the field at `keys` set, or left out where `value` is undefined. */
export function withField(text: string, keys: readonly string[], value: unknown): string {
  const [last = "", ...parents] = keys.toReversed();
  const manifest: unknown = JSON.parse(text);
  let target = manifest;
  for (const key of parents.toReversed()) {
    if (!isRecord(target)) throw new Error(`${key} is not inside of an object`);
    target[key] ??= {};
    target = target[key];
  }
  if (isRecord(target)) target[last] = value;
  return JSON.stringify(manifest);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
