import type { MustPassFailure } from "../../gate/find-must-pass-failures.js";
import type { FloorFigures } from "../../gate/floors.js";
import type { SliceFigures } from "../../gate/harm/slices.js";
import type { SpendingFigures } from "../../gate/harm/spending.js";
import type { SideFigures } from "../../gate/side-figures.js";
import { countAnswers, type Trial } from "../../runner/case-result.js";
import type { CasesRun } from "../../runner/run-cases.js";
import type { EarlierAnswersReport, GateReport, SideReport } from "./report-schema.js";

export function toSideReport(figures: SideFigures): SideReport {
  const { passRate, score, cost, tokens, atLeast, duration, unsuccessful, errors } = figures;
  return {
    cases: figures.cases,
    errored: figures.errored,
    ...toNotApplicable(figures.notApplicable),
    pass_rate: passRate === null ? null : { ...passRate },
    score: score === null ? null : { ...score },
    ...(figures.variance === null ? {} : { variance: { ...figures.variance } }),
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

/** How much of each side stands on answers of earlier runs, and how old they are; nothing where none does. */
export function toEarlierReport<Side extends string>(
  { earlier }: Pick<CasesRun<unknown, Side>, "earlier">,
  readTrials: (side: Side) => readonly Trial[],
): { readonly earlier?: Partial<Record<Side, EarlierAnswersReport>> } {
  if (earlier === undefined) return {};
  const told: Partial<Record<Side, EarlierAnswersReport>> = {};
  for (const side of Object.keys(earlier) as Side[]) {
    const found = earlier[side];
    if (found === undefined) continue;
    const { cases, answers, oldestAt } = found;
    const share = answers / countAnswers(readTrials(side));
    told[side] = { cases, answers, share, oldest_at: oldestAt.toISOString() };
  }
  return { earlier: told };
}

export function toFloorReports(floors: readonly FloorFigures[]): GateReport["floors"] {
  return floors.map(({ figure, ...floor }) => ({ ...floor, ...figure }));
}

export function toSliceReports(slices: readonly SliceFigures[]): Pick<GateReport, "slices"> {
  if (slices.length === 0) return {};
  return {
    slices: slices.map(({ harmP, isWorse, ...figures }) => {
      return { ...figures, harm_p: harmP, is_worse: isWorse };
    }),
  };
}

export function toSpendingReports(
  spending: readonly SpendingFigures[],
): Pick<GateReport, "spending"> {
  if (spending.length === 0) return {};
  return {
    spending: spending.map(({ harmP, isWorse, medianRatio, ...figures }) => {
      return { ...figures, median_ratio: medianRatio, harm_p: harmP, is_worse: isWorse };
    }),
  };
}

export function toMustPassReports(
  failures: readonly MustPassFailure[],
): GateReport["must_pass_failures"] {
  return failures.map((failure) => ({ eval: failure.eval, cases: [...failure.cases] }));
}
