/** Calls' work begins in a turn of the event loop until the turn has taken so long, in milliseconds… */
export const turnMs = 4;
/** …and so many pieces of it in any case, and of what waited for a later turn. */
export const leastATurn = 2;

/** Resolves when a piece of work may begin. */
export type LoopTurns = () => Promise<void>;

export interface LoopTurnSettings {
  readonly milliseconds?: number;
  readonly least?: number;
}

/**
 * Lets only some pieces of work begin in each turn of the event loop, in order. However many calls there are,
 * a turn stays short: a decision, whose every statement waits for one, takes its dozen turns in between. What
 * comes while a turn is short begins at once: a turn for each piece costs as much as a small call.
 */
export function createLoopTurns({
  milliseconds = turnMs,
  least = leastATurn,
}: LoopTurnSettings = {}): LoopTurns {
  const waiting = new Set<() => void>();
  let begun = 0;
  let beganAt = 0;
  let isCounting = false;
  const hasRoom = () => begun < least || performance.now() - beganAt < milliseconds;
  const count = () => {
    isCounting = true;
    begun = 0;
    beganAt = performance.now();
    setImmediate(refill);
  };
  const refill = () => {
    isCounting = false;
    // The works themselves run after this: how long they take is known in the next turn.
    for (const begin of waiting) {
      if (!isCounting) count();
      if (begun >= least) break;
      begun += 1;
      waiting.delete(begin);
      begin();
    }
  };
  return async () => {
    if (!isCounting) count();
    if (waiting.size > 0 || !hasRoom()) return new Promise((resolve) => void waiting.add(resolve));
    begun += 1;
  };
}
