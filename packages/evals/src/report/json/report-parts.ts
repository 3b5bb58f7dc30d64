import type { MustPassFailure } from "../../gate/find-must-pass-failures.js";
import type { FloorFigures } from "../../gate/floors.js";
import type { SideFigures } from "../../gate/side-figures.js";
import type { CasesRun } from "../../runner/run-cases.js";
import type { EarlierReport, GateReport, SideReport } from "./report-schema.js";

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

/** How much of a run stands on answers of earlier ones, and how old they are; nothing where none does. */
export function toEarlierReport({
  earlier,
  results,
}: Pick<CasesRun<unknown>, "earlier" | "results">): { readonly earlier?: EarlierReport } {
  if (earlier === undefined) return {};
  const { cases, oldestAt } = earlier;
  return {
    earlier: { cases, share: cases / results.length, oldest_at: oldestAt.toISOString() },
  };
}

export function toFloorReports(floors: readonly FloorFigures[]): GateReport["floors"] {
  return floors.map(({ floor, minimum, figure, cases, stand }) => ({
    floor,
    minimum,
    ...figure,
    cases,
    stand,
  }));
}

export function toMustPassReports(
  failures: readonly MustPassFailure[],
): GateReport["must_pass_failures"] {
  return failures.map((failure) => ({ eval: failure.eval, cases: [...failure.cases] }));
}
