import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import type { JudgeReport } from "./report-schema.js";

/** What the judges of a run did; nothing where it has none. */
export function toJudgeReports(judges: readonly JudgeFigures[] = []): {
  readonly judges?: JudgeReport[];
} {
  return judges.length === 0 ? {} : { judges: judges.map(toJudgeReport) };
}

function toJudgeReport(figures: JudgeFigures): JudgeReport {
  const { attacks, earlier } = figures;
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
    corrected: { ...figures.corrected },
  };
}
