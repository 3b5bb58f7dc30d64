import { setImmediate } from "node:timers/promises";

/** Work of a process's thread goes on for about so long before others have their turn. */
const turnMs = 4;

/** Maps a list without holding the thread: calls go on between its parts. */
export async function mapInTurns<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item) => Mapped,
): Promise<readonly Mapped[]> {
  const mapped: Mapped[] = [];
  let until = performance.now() + turnMs;
  for (const item of items) {
    mapped.push(map(item));
    if (performance.now() < until || mapped.length === items.length) continue;
    await setImmediate();
    until = performance.now() + turnMs;
  }
  return mapped;
}
