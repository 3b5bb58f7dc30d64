import type { Trial } from "../runner/case-result.js";

export interface MustPassFailure {
  readonly eval: string;
  /** Ids of the cases, in the run's order. */
  readonly cases: readonly string[];
}

/** The must-pass evals that a version failed, with the cases. */
export function findMustPassFailures(
  cases: readonly { readonly id: string; readonly trials: readonly Trial[] }[],
): readonly MustPassFailure[] {
  const failures = new Map<string, string[]>();
  for (const { id, trials } of cases) {
    for (const { name, mustPass, passed } of trials.flatMap(({ judgements }) => judgements)) {
      if (!mustPass || passed) continue;
      const ids = failures.get(name) ?? [];
      if (ids.at(-1) !== id) ids.push(id);
      failures.set(name, ids);
    }
  }
  return [...failures].map(([name, cases]) => ({ eval: name, cases }));
}

export function describeMustPass({ eval: name, cases }: MustPassFailure): string {
  const shown = cases.slice(0, 5).join(", ");
  const more = cases.length > 5 ? ` and ${cases.length - 5} more` : "";
  return `Must-pass eval "${name}" failed on ${cases.length} ${cases.length === 1 ? "case" : "cases"}: ${shown}${more}.`;
}
