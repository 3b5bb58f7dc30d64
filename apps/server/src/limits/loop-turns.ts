/** So many pieces of the calls' work begin in one turn of the event loop. */
export const mostATurn = 2;

/** Resolves when a piece of work may begin. */
export type LoopTurns = () => Promise<void>;

/**
 * Lets only a few pieces of work begin in each turn of the event loop, in order. However many calls there are,
 * a turn stays short: a decision, whose every statement waits for one, takes its dozen turns in between.
 */
export function createLoopTurns(most: number = mostATurn): LoopTurns {
  const waiting = new Set<() => void>();
  let left = most;
  const refill = () => {
    left = most;
    for (const begin of waiting) {
      if (left === 0) break;
      waiting.delete(begin);
      left -= 1;
      begin();
    }
    if (left < most) setImmediate(refill);
  };
  return async () => {
    if (left === most) setImmediate(refill);
    if (left === 0) return new Promise((resolve) => void waiting.add(resolve));
    left -= 1;
  };
}
