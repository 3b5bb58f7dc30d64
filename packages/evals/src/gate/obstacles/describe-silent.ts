import type { JudgeFigures } from "@promptrail/core/lifecycle";
import type { Trial } from "../../runner/case-result.js";

/**
 * An eval that says nothing of any answer shows nothing: unknown is no pass. A judge that was asked applies: what it did not
 * decide is told of the judge.
 */
export function describeSilent(
  who: string,
  answers: readonly (readonly Trial[])[],
  judges: readonly JudgeFigures[] = [],
): readonly string[] {
  const unscored = new Set(
    judges.filter((figures) => figures.unscored > 0).map((figures) => figures.eval),
  );
  const heard = new Set<string>();
  const silent = new Set<string>();
  for (const trials of answers) {
    for (const { judgements, notApplicable } of trials) {
      for (const { name } of judgements) heard.add(name);
      for (const { name } of notApplicable) silent.add(name);
    }
  }
  return [...silent]
    .filter((name) => !heard.has(name) && !unscored.has(name))
    .map(
      (name) =>
        `Eval "${name}" applies to no answer of ${who}, so what it checks was not tested. Add cases to which it applies, correct the eval, or remove it from the suite.`,
    );
}
