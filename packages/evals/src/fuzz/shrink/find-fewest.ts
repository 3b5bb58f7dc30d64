/**
 * Items of a list that still hold, such that none of them can be left out alone, by delta debugging (Zeller and Hildebrandt 2002):
 * halves first, then smaller parts and what is left without them. All of them are known to hold.
 *
 * @param parts into how many parts the list is cut first: their number, where one alone probably does.
 */
export async function findFewest<Item>(
  items: readonly Item[],
  holds: (some: readonly Item[]) => Promise<boolean>,
  parts = 2,
): Promise<readonly Item[]> {
  let kept = items;
  let count = Math.min(parts, items.length);
  while (kept.length >= 2) {
    const chunks = cut(kept, count);
    const alone = await findFirst(chunks, holds);
    if (alone !== undefined) {
      kept = alone;
      count = 2;
      continue;
    }
    const others = chunks.map((chunk) => kept.filter((item) => !chunk.includes(item)));
    const without = count > 2 ? await findFirst(others, holds) : undefined;
    if (without !== undefined) {
      kept = without;
      count = Math.max(2, count - 1);
      continue;
    }
    if (count >= kept.length) return kept;
    count = Math.min(kept.length, 2 * count);
  }
  return kept;
}

function cut<Item>(items: readonly Item[], parts: number): readonly (readonly Item[])[] {
  return Array.from({ length: parts }, (_, part) =>
    items.slice(
      Math.floor((part * items.length) / parts),
      Math.floor(((part + 1) * items.length) / parts),
    ),
  );
}

async function findFirst<Item>(
  candidates: readonly (readonly Item[])[],
  holds: (some: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[] | undefined> {
  for (const candidate of candidates) if (await holds(candidate)) return candidate;
  return undefined;
}
