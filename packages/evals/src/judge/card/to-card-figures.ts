import { ac1 } from "../../statistics/agreement/ac1.js";
import { type Agreement, kappa } from "../../statistics/agreement/kappa.js";
import { clopperPearson } from "../../statistics/means/clopper-pearson.js";
import { mcnemar } from "../../statistics/paired/mcnemar.js";
import type { CardCounts, CardFigures, DangerousCells } from "./judge-card.js";

/** A judge that says at least this much … */
const good = 0.8;
/** … where people say at most this is dangerous. */
export const bad = 0.3;

/** The figures that follow from what was counted of a part. */
export function toCardFigures(counts: CardCounts): CardFigures {
  const { choices, labels, consistent, slots, votes, unscored, repeats, matrix } = counts;
  const positions = choices.map(({ score }) => score);
  const alike = matrix.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  return {
    agreement: toShare(alike, consistent),
    kappa: consistent === 0 ? null : toKappa(kappa({ matrix, weights: "quadratic", positions })),
    ac1: consistent === 0 ? null : ac1({ matrix }).coefficient,
    consistency: toShare(consistent, labels),
    slotP: slots === null ? null : mcnemar({ gained: slots.first, lost: slots.second }).p,
    dangerous: slots === null ? countDangerous(counts) : null,
    repeatReliability: repeats === null ? null : toShare(repeats.agreed, repeats.asked),
    unscoredShare: toShare(unscored, votes),
  };
}

function toKappa({ coefficient, interval }: Agreement): CardFigures["kappa"] {
  if (coefficient === null || interval === null) return null;
  return { value: coefficient, lower: interval.lower, upper: interval.upper };
}

function toShare(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function countDangerous({ choices, matrix }: CardCounts): DangerousCells {
  const rows = matrix.filter((_, at) => (choices[at]?.score ?? 1) <= bad);
  const of = sum(rows.flat());
  const count = sum(
    rows.flatMap((row) => row.filter((_, at) => (choices[at]?.score ?? 0) >= good)),
  );
  const { upper } = clopperPearson({ successes: count, n: of, confidence: 0.95, side: "upper" });
  return { count, of, upper };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
