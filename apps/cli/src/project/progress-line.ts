import type { Terminal } from "../terminal.js";

interface Way {
  readonly done: number;
  readonly total: number;
}

interface ProgressLine<Progress> {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** A line that is drawn over itself; where that cannot be, a line at each tenth of the way. */
export function createProgressLine<Progress extends Way>(
  { err, redraw, interactive }: Terminal,
  format: (progress: Progress) => string,
): ProgressLine<Progress> {
  let tenth = 0;
  let drawn = false;
  return {
    show: (progress) => {
      const reached = Math.floor((10 * progress.done) / Math.max(1, progress.total));
      if (interactive) {
        redraw(format(progress));
        drawn = true;
      } else if (reached > tenth) {
        tenth = reached;
        err(`${format(progress)}\n`);
      }
    },
    end: () => {
      if (drawn) redraw("");
      drawn = false;
    },
  };
}
