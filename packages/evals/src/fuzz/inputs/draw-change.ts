import type { ChangeDraw } from "../../relations/relation.js";
import { seededRandom } from "../../statistics/resampling/seeded-random.js";

/** A seed of its own for each of a run's draws: numbers next to each other give streams that have nothing in common. */
export function mixSeed(seed: number, ...parts: readonly number[]): number {
  return parts.reduce((mixed, part) => {
    const next = Math.imul(mixed ^ (part + 0x9e3779b9), 0x85ebca6b);
    return (next ^ (next >>> 15)) >>> 0;
  }, seed >>> 0);
}

/** What draws for a relation, or for the choice of inputs. */
export function createDraw(
  seed: number,
  allows: (context: object) => Promise<boolean>,
): ChangeDraw & { readonly below: (limit: number) => number } {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const shuffleOnce = <Item>(list: readonly Item[]): readonly Item[] => {
    const items = [...list];
    for (let at = items.length - 1; at > 0; at -= 1) {
      const other = below(at + 1);
      const moved = items[at] as Item;
      items[at] = items[other] as Item;
      items[other] = moved;
    }
    return items;
  };
  return {
    below,
    allows,
    pick: (list) => {
      if (list.length === 0)
        throw new RangeError("There is nothing to pick from: the list is empty.");
      return list[below(list.length)] as (typeof list)[number];
    },
    shuffle: (list) => {
      const isSame = (items: readonly unknown[]) => items.every((item, at) => item === list[at]);
      let items = shuffleOnce(list);
      for (let turn = 0; turn < 10 && isSame(items); turn += 1) items = shuffleOnce(list);
      return items;
    },
  };
}
