import { z } from "zod";

/** What a measured process says of its run. */
export const runFiguresSchema = z.object({
  /** By the process's own clock, from the dataset's first line to the last result. */
  ms: z.number(),
  cases: z.number(),
  /** Cases that passed every eval. */
  passed: z.number(),
  /** The most memory that it ever had, resident. */
  peakBytes: z.number(),
});

export type RunFigures = z.infer<typeof runFiguresSchema>;

/** Prints the figures of a run, as the process's own last line. */
export function tellFigures(figures: Omit<RunFigures, "peakBytes">): void {
  const peakBytes = process.resourceUsage().maxRSS * 1_024;
  process.stdout.write(`${JSON.stringify({ ...figures, peakBytes })}\n`);
}
