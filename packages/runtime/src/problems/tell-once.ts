/** Tells a problem, and not again while the same one lasts: what is tried again and again must not fill the log. */
export interface OnceTeller {
  readonly tell: (problem: Error) => void;
  /** All is well again: the next problem is news. */
  readonly clear: () => void;
}

export function tellOnce(onProblem: (problem: Error) => void): OnceTeller {
  let told: string | null = null;
  return {
    tell: (problem) => {
      if (told === problem.message) return;
      told = problem.message;
      onProblem(problem);
    },
    clear: () => {
      told = null;
    },
  };
}
