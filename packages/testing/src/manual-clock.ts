/** A clock that stands still until a test moves it. */
export interface ManualClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Moves the clock on by some milliseconds. */
  advance(milliseconds: number): void;
}

/** Makes a clock that begins at `start` (default: 2026-01-01T00:00:00Z; milliseconds since the epoch, or a date). */
export function manualClock(start: number | Date = new Date("2026-01-01T00:00:00Z")): ManualClock {
  let time = Number(start);
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}
