/** The flags by which a run takes no answer of before. */
export interface AskingAnew {
  readonly fresh?: boolean | undefined;
  readonly supersede?: string | undefined;
}

/** How a run that was stopped goes on, as the end of a sentence. */
export function describeGoingOn({ fresh = false, supersede }: AskingAnew): string {
  if (supersede !== undefined) {
    return "run it again, which asks for these again, too, because of --supersede.";
  }
  return fresh
    ? "run it again without --fresh to go on with the others. It takes no answer of before this run."
    : "run it again to go on with the others.";
}
