import { toErrorText } from "@promptrail/core/errors";
export interface ProblemReporter {
  report(error: unknown): void;
  /** All is well again: the next problem is news. */
  clear(): void;
}

/** Tells each problem once, not at every poll while it lasts. A listener that throws changes nothing. */
export function createProblemReporter(onProblem: (error: unknown) => void): ProblemReporter {
  let told: string | null = null;
  return {
    report: (error) => {
      const text = toErrorText(error);
      if (text === told) return;
      told = text;
      try {
        onProblem(error);
      } catch {
        // The listener's own trouble: the watch goes on.
      }
    },
    clear: () => {
      told = null;
    },
  };
}
