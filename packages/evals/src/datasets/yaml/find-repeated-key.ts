import { isCollection, isMap, isPair, isScalar, type ParsedNode } from "yaml";

/**
 * The offset of a key that stands twice in its map; null where none does. The parser's own look compares each
 * key with all others, which takes minutes for some ten thousand.
 */
export function findRepeatedKey(root: ParsedNode | null): number | null {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isPair(node)) waiting.push(node.key, node.value);
    if (!isCollection(node)) continue;
    const repeated = isMap(node) ? findIn(node.items.map(({ key }) => key)) : null;
    if (repeated !== null) return repeated;
    for (const item of node.items) waiting.push(item);
  }
  return null;
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
