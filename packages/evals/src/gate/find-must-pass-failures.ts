import type { PairedCaseResult } from "../runner/case-result.js";

export interface MustPassFailure {
  readonly eval: string;
  /** Ids of the cases, in the run's order. */
  readonly cases: readonly string[];
}

/** The must-pass evals that the candidate failed, with the cases. */
export function findMustPassFailures(
  results: readonly PairedCaseResult[],
): readonly MustPassFailure[] {
  const failures = new Map<string, string[]>();
  for (const { id, candidate } of results) {
    const failed = candidate
      .flatMap((trial) => trial.judgements)
      .filter((judgement) => judgement.mustPass && !judgement.passed)
      .map((judgement) => judgement.name);
    for (const name of new Set(failed)) failures.set(name, [...(failures.get(name) ?? []), id]);
  }
  return [...failures].map(([name, cases]) => ({ eval: name, cases }));
}
