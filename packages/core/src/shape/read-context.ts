import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.js";
import { type HidesName, rootPath, toPath } from "./field-path.js";

/** What a context holds, without its order. */
export interface ContextContents {
  readonly texts: readonly string[];
  /** The digits of all numbers, counted. */
  readonly numbers: number;
  /** Characters of all texts and numbers, in UTF-16 units. */
  readonly length: number;
  /** By path: how long the longest list is. */
  readonly lists: ReadonlyMap<string, number>;
  /** By path: how many objects there are. */
  readonly objects: ReadonlyMap<string, number>;
  /** By path: how many properties there are that are not null, with the path of their objects. */
  readonly present: ReadonlyMap<string, PresentFields>;
  /** Paths of texts and objects with nothing in them. */
  readonly empty: ReadonlySet<string>;
}

interface PresentFields {
  readonly of: string;
  count: number;
}

/** A value that is still to be read. */
interface Place {
  readonly value: JsonValue;
  readonly path: string;
}

/** Contents while they are gathered. */
interface Gathered {
  readonly texts: string[];
  numbers: number;
  length: number;
  readonly lists: Map<string, number>;
  readonly objects: Map<string, number>;
  readonly present: Map<string, PresentFields>;
  readonly empty: Set<string>;
  /** By path and name, since items of a list repeat them. */
  readonly paths: Map<string, Map<string, string>>;
  readonly hidesName: HidesName;
  /** A list of its own: a context may be nested deeper than the engine's stack. */
  readonly open: Place[];
}

/** Reads a whole context. */
export function readContext(context: JsonValue, hidesName: HidesName): ContextContents {
  const gathered: Gathered = {
    texts: [],
    numbers: 0,
    length: 0,
    lists: new Map(),
    objects: new Map(),
    present: new Map(),
    empty: new Set(),
    paths: new Map(),
    hidesName,
    open: [{ value: context, path: rootPath }],
  };
  for (let next = gathered.open.pop(); next !== undefined; next = gathered.open.pop()) {
    const { value, path } = next;
    if (isJsonObject(value)) gatherObject(gathered, { value, path });
    else if (isJsonList(value)) gatherList(gathered, { value, path });
    else gatherLeaf(gathered, next);
  }
  return gathered;
}

function gatherLeaf(gathered: Gathered, { value, path }: Place): void {
  if (typeof value === "number") {
    const { length } = String(value);
    gathered.numbers += length;
    gathered.length += length;
  } else if (typeof value === "string") {
    gathered.texts.push(value);
    gathered.length += value.length;
    if (!hasContent.test(value)) gathered.empty.add(path);
  }
}

function gatherList(
  { lists, open }: Gathered,
  { value, path }: { readonly value: readonly JsonValue[]; readonly path: string },
): void {
  lists.set(path, Math.max(lists.get(path) ?? 0, value.length));
  for (const item of value) open.push({ value: item, path });
}

function gatherObject(
  gathered: Gathered,
  { value, path }: { readonly value: JsonObject; readonly path: string },
): void {
  const { objects, present, empty, open } = gathered;
  const entries = Object.entries(value);
  objects.set(path, (objects.get(path) ?? 0) + 1);
  if (entries.length === 0) empty.add(path);
  for (const [name, member] of entries) {
    const at = pathOf(gathered, { path, name: entries.length > mostNames ? "*" : name });
    const known = present.get(at) ?? { of: path, count: 0 };
    if (known.count === 0) present.set(at, known);
    // What a program left undefined is not there, either.
    if (member === null || member === undefined) continue;
    known.count += 1;
    open.push({ value: member, path: at });
  }
}

function pathOf(
  { paths, hidesName }: Gathered,
  { path, name }: { readonly path: string; readonly name: string },
): string {
  const known = paths.get(path) ?? new Map<string, string>();
  if (known.size === 0) paths.set(path, known);
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = toPath({ path, name }, hidesName);
  known.set(name, made);
  return made;
}

/** An object with more names is a table whose names are data. */
const mostNames = 30;
const hasContent = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** How many characters are read of a context. */
const mostCharacters = 16_384;

/** Of long contexts each text's share, from its beginning: whatever their order, they are the same. */
export function takeSamples(texts: readonly string[]): readonly string[] {
  const all = texts.reduce((sum, text) => sum + text.length, 0);
  if (all <= mostCharacters) return texts;
  return texts.map((text) => text.slice(0, Math.ceil((text.length / all) * mostCharacters)));
}
