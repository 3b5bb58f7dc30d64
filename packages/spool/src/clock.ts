/** Time, as a spool needs it. */
export interface Clock {
  readonly now: () => Date;
  /** Milliseconds that only grow, whatever happens to the date. */
  readonly elapsed: () => number;
  /** Runs something later; what it returns cancels that. Holds no process open unless `holds` is true. */
  readonly after: (
    wait: { readonly ms: number; readonly holds?: boolean },
    run: () => void,
  ) => () => void;
}

/** The clock of this process. */
export function createClock(now: () => Date): Clock {
  return {
    now,
    elapsed: () => performance.now(),
    after: ({ ms, holds = false }, run) => {
      const timer = setTimeout(run, ms);
      if (!holds) timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
