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
    ...describeUnscored(figures),
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
  const parts = [
    `${calls.toLocaleString("en-US")} calls`,
    cost === null ? "cost unknown" : `$${cost.toFixed(4)}`,
    ...(earlier === undefined
      ? []
      : [`${earlier.calls} more in earlier runs since ${toMinute(earlier.oldestAt)}`]),
    `${unscored} of ${verdicts} unscored`,
    ...(flips === null ? [] : [`${flips} flips`]),
    describeAttacks(attacks),
    figures.cardHash === null ? "no card" : `card ${figures.cardHash.slice(0, 14)}`,
  ];
  return `Judge ${figures.eval} (${figures.rubric} on ${figures.model}): ${parts.join(", ")}`;
}

/** None got through is good news only where they were judged. */
function describeAttacks({ planted, succeeded, problem }: JudgeFigures["attacks"]): string {
  if (succeeded.length === 0 && problem !== null) return "planted attacks show nothing";
  return `${succeeded.length} of ${planted} planted attacks got through`;
}

function describeUnscored({ unscoredReason }: JudgeFigures): readonly string[] {
  if (unscoredReason === undefined) return [];
  return [`  The first verdict that is not on the menu: ${unscoredReason}`];
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
