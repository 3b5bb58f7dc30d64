import { isLimitTooLow, type RunStop } from "@promptrail/evals/run";

/** The flags by which a run takes no answer of before. */
export interface AskingAnew {
  readonly fresh?: boolean | undefined;
  readonly supersede?: string | undefined;
}

/** How a run that was stopped goes on, as the end of a sentence; by its `stop` it may have no way to. */
export function describeGoingOn({ fresh = false, supersede }: AskingAnew, stop?: RunStop): string {
  if (isLimitTooLow(stop)) return `run it again with --max-calls ${stop.wanted} or more.`;
  if (supersede !== undefined) {
    return "run it again, which asks for these again, too, because of --supersede.";
  }
  return fresh
    ? "run it again without --fresh to go on with the others. It takes no answer of before this run."
    : "run it again to go on with the others.";
}
