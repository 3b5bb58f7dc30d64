import { losesDigits } from "@promptrail/core";
import { isMap, isScalar, isSeq } from "yaml";

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
