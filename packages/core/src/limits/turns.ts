/** Lets a number of works go on at once; the others wait in order. */
export interface Turns {
  /** Resolves to false where none was to be had in time. Whoever got one gives it back. */
  take(limitMs: number): Promise<boolean>;
  giveBack(): void;
}

/** `atOnce` works at a time; each of the others waits for at most the `limitMs` that it names, in milliseconds. */
export function createTurns(atOnce: number): Turns {
  let free = atOnce;
  const waiting = new Set<() => void>();
  return {
    take: async (limitMs) => {
      if (free === 0) return wait(waiting, limitMs);
      free -= 1;
      return true;
    },
    giveBack: () => {
      const [next] = waiting;
      if (next === undefined) free += 1;
      else next();
    },
  };
}

function wait(waiting: Set<() => void>, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (hasTurn: boolean) => {
      clearTimeout(timer);
      waiting.delete(take);
      resolve(hasTurn);
    };
    const take = () => end(true);
    waiting.add(take);
    if (Number.isFinite(limitMs)) timer = setTimeout(() => end(false), limitMs);
  });
}
