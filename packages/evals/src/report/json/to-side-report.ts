import type { SideFigures } from "../../gate/side-figures.js";
import type { SideReport } from "./report-schema.js";

export function toSideReport(figures: SideFigures): SideReport {
  const { passRate, score, cost, tokens, atLeast, duration, unsuccessful, errors } = figures;
  return {
    cases: figures.cases,
    errored: figures.errored,
    ...toNotApplicable(figures.notApplicable),
    pass_rate: passRate === null ? null : { ...passRate },
    score: score === null ? null : { ...score },
    cost,
    tokens: { ...tokens },
    ...([cost, tokens.input, tokens.output].includes(null) ? { at_least: { ...atLeast } } : {}),
    duration: duration === null ? null : { ...duration },
    unsuccessful: { ...unsuccessful },
    errors: { ...errors },
    evals: figures.evals.map(({ name, mustPass, judged, passed, notApplicable, score: mean }) => ({
      name,
      must_pass: mustPass,
      judged,
      passed,
      ...toNotApplicable(notApplicable),
      score: mean,
    })),
  };
}

/** Left out where there are none. */
export function toNotApplicable(count: number): { readonly not_applicable?: number } {
  return count === 0 ? {} : { not_applicable: count };
}
