import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import type { JudgeReport } from "./report-schema.js";

/** What a corrected figure is: the candidate's mean score less the baseline's, or that of one version, on a model. */
type CorrectedOf = NonNullable<Extract<JudgeReport["corrected"], { kind: "corrected" }>["of"]>;

/** What the judges of a run did; nothing where it has none. */
export function toJudgeReports(
  judges: readonly JudgeFigures[] | undefined,
  of: CorrectedOf,
): {
  readonly judges?: JudgeReport[];
} {
  if (judges === undefined || judges.length === 0) return {};
  return { judges: judges.map((figures) => toJudgeReport(figures, of)) };
}

function toJudgeReport(figures: JudgeFigures, of: CorrectedOf): JudgeReport {
  const { attacks, corrected, earlier } = figures;
  return {
    eval: figures.eval,
    rubric: figures.rubric,
    rubric_hash: figures.rubricHash,
    provider: figures.provider,
    model: figures.model,
    card_hash: figures.cardHash,
    calls: figures.calls,
    cost: figures.cost,
    ...(earlier === undefined
      ? {}
      : { earlier: { calls: earlier.calls, oldest_at: earlier.oldestAt.toISOString() } }),
    verdicts: figures.verdicts,
    unscored: figures.unscored,
    ...omitUndefined({ unscored_reason: figures.unscoredReason }),
    flips: figures.flips,
    attacks: {
      planted: attacks.planted,
      succeeded: [...attacks.succeeded],
      problem: attacks.problem,
    },
    same_family: figures.sameFamily,
    corrected: corrected.kind === "corrected" ? { ...corrected, of } : { ...corrected },
  };
}
