/** Chance that always falls the same way for the same seed and label. */
export interface SeededChoice {
  /** From 0 up to, not including, 1. */
  fraction(label: string): number;
  /** True in about `share` of all seeds. */
  happens(label: string, share: number): boolean;
  pick<Item>(label: string, items: readonly [Item, ...Item[]]): Item;
}

export function createSeededChoice(seed: string): SeededChoice {
  const fraction = (label: string) => mix(hashText(`${label}\u0000${seed}`)) / 2 ** 32;
  return {
    fraction,
    happens: (label, share) => fraction(label) < share,
    pick: (label, items) => items[Math.floor(fraction(label) * items.length)] ?? items[0],
  };
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The finisher of MurmurHash3: FNV alone leaves similar texts with similar high bits. */
function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
