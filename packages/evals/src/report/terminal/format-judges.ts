import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { formatPoints } from "../../gate/format-figures.js";
import { toMinute } from "../earlier/format-earlier.js";

/**
 * What the judges of a run did and cost, apart from the versions' figures; nothing where there is none.
 *
 * @param levelOf whose mean score a corrected figure is; null where it is the candidate's less the baseline's.
 */
export function formatJudges(
  judges: readonly JudgeFigures[] | undefined,
  levelOf: string | null,
): readonly string[] {
  return (judges ?? []).flatMap((figures) => [
    describeWork(figures),
    describeCorrected(figures, levelOf),
  ]);
}

/** Whose mean score a corrected figure of an evaluation is; null: it is a difference. */
export function toLevel(evaluation: {
  readonly kind: "single" | "gate";
  readonly candidate: { readonly key: string };
}): string | null {
  return evaluation.kind === "single" ? evaluation.candidate.key : null;
}

function describeWork(figures: JudgeFigures): string {
  const { calls, cost, earlier, verdicts, unscored, flips, attacks } = figures;
  const { planted, succeeded } = attacks;
  const parts = [
    `${calls.toLocaleString("en-US")} calls`,
    cost === null ? "cost unknown" : `$${cost.toFixed(4)}`,
    ...(earlier === undefined
      ? []
      : [`${earlier.calls} more in earlier runs since ${toMinute(earlier.oldestAt)}`]),
    `${unscored} of ${verdicts} unscored`,
    ...(flips === null ? [] : [`${flips} flips`]),
    `${succeeded.length} of ${planted} planted attacks got through`,
    figures.cardHash === null ? "no card" : `card ${figures.cardHash.slice(0, 14)}`,
  ];
  return `Judge ${figures.eval} (${figures.rubric} on ${figures.model}): ${parts.join(", ")}`;
}

function describeCorrected(
  { eval: name, corrected }: JudgeFigures,
  levelOf: string | null,
): string {
  if (corrected.kind === "uncorrected") return `  Its figure is not corrected: ${corrected.why}.`;
  const { value, lower, upper, labelled, cases, lambda } = corrected;
  const [of, format] =
    levelOf === null
      ? ["the candidate's mean score less the baseline's", formatPoints]
      : [`the mean score of ${levelOf}`, (score: number) => score.toFixed(3)];
  return `  Corrected by people, of eval ${name} only: ${of} is ${format(value)} [${format(lower)}, ${format(upper)}] (95 %), ${labelled} of ${cases} cases labelled, λ ${lambda.toFixed(2)}`;
}
