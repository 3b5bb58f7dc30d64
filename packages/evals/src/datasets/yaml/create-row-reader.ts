import { losesDigits } from "@promptrail/core/portable";
import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  YAMLSeq,
} from "yaml";
import { type AliasFault, Anchors } from "./anchors.js";

/** A row as plain data; what is no map is none. */
export type RowReader = (item: unknown) => unknown;

/**
 * Reads the rows of a list, one after another, with merge keys (`<<: *base`) put in. A row's aliases are looked up
 * among the anchors that came before: the library looks through the whole document for each row, which takes
 * minutes for some thousand.
 *
 * @param refuse is told of aliases that cannot be put in, and does not return.
 */
export function createRowReader(refuse: (fault: AliasFault) => never): RowReader {
  const anchors = new Anchors();
  return (item) => {
    const row = isMap(item) ? item : null;
    const around = new Document<Node>(null, { merge: true });
    const list = new YAMLSeq<Node>();
    list.items = [...anchors.nodes, ...(row === null ? [] : [row])];
    around.contents = list;
    const fault = anchors.takeRow(item);
    if (fault !== null) return refuse(fault);
    // What they grow to was counted.
    const value: unknown = row === null ? null : row.toJS(around, { maxAliasCount: -1 });
    return value;
  };
}

/** Where a YAML node holds a number that loses digits; a node still says how it was written. */
export function findLostScalar(node: unknown): readonly PropertyKey[] | null {
  if (isScalar(node)) return hasLostDigits(node) ? [] : null;
  for (const { key, members } of toMembers(node)) {
    for (const member of members) {
      const path = findLostScalar(member);
      if (path !== null) return [key, ...path];
    }
  }
  return null;
}

interface Member {
  readonly key: PropertyKey;
  readonly members: readonly unknown[];
}

/** A map's keys are looked at, too: one that is a number becomes a text without the digits that it lost. */
function toMembers(node: unknown): readonly Member[] {
  if (isMap(node)) {
    return node.items.map((item) => ({ key: toKey(item.key), members: [item.key, item.value] }));
  }
  return isSeq(node) ? node.items.map((item, key) => ({ key, members: [item] })) : [];
}

function toKey(key: unknown): string {
  return String(isScalar(key) ? (key.source ?? key.value) : key);
}

/** YAML has words for infinity and for what is no number: whoever writes them means them. */
const isNamed = /^[-+]?\.(?:inf|nan)$/i;

function hasLostDigits({ value, source }: { readonly value: unknown; readonly source?: string }) {
  if (typeof value !== "number") return false;
  const written = source ?? String(value);
  return !isNamed.test(written) && losesDigits(written);
}

/**
 * The offset of the first key that stands twice in its map; null where none does. The parser's own look compares each
 * key with all others, which takes minutes for some ten thousand.
 */
export function findRepeatedKey(root: ParsedNode | null): number | null {
  const waiting: unknown[] = [root];
  let first: number | null = null;
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isPair(node)) waiting.push(node.key, node.value);
    if (!isCollection(node)) continue;
    const repeated = isMap(node) ? findIn(node.items.map(({ key }) => key)) : null;
    if (repeated !== null) first = Math.min(repeated, first ?? repeated);
    for (const item of node.items) waiting.push(item);
  }
  return first;
}

function findIn(keys: readonly unknown[]): number | null {
  const seen = new Set<unknown>();
  for (const key of keys) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) return key.range?.[0] ?? 0;
    seen.add(key.value);
  }
  return null;
}
