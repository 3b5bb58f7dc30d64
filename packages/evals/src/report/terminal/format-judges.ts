import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { formatPoints } from "../../gate/format-figures.js";
import { toMinute } from "../earlier/format-earlier.js";

/** What the judges of a run did and cost, apart from the versions' figures; nothing where there is none. */
export function formatJudges(judges: readonly JudgeFigures[] = []): readonly string[] {
  return judges.flatMap((figures) => [describeWork(figures), describeCorrected(figures)]);
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

function describeCorrected({ corrected }: JudgeFigures): string {
  if (corrected.kind === "uncorrected") return `  Its figure is not corrected: ${corrected.why}.`;
  const { value, lower, upper, labelled, cases, lambda } = corrected;
  return `  Corrected by people: ${formatPoints(value)} [${formatPoints(lower)}, ${formatPoints(upper)}] (95 %), ${labelled} of ${cases} cases labelled, λ ${lambda.toFixed(2)}`;
}
