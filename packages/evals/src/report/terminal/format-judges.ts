import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { formatPoints } from "../../gate/format-figures.js";
import { toMinute } from "../earlier/format-earlier.js";

/** What the judges of a run did and cost, apart from the versions' figures; nothing where there is none. */
export function formatJudges(judges: readonly JudgeFigures[] = []): readonly string[] {
  return judges.flatMap((figures) => [
    describeWork(figures),
    ...describeUnscored(figures),
    describeCorrected(figures),
  ]);
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

function describeCorrected({ corrected }: JudgeFigures): string {
  if (corrected.kind === "uncorrected") return `  Its figure is not corrected: ${corrected.why}.`;
  const { value, lower, upper, labelled, cases, lambda } = corrected;
  return `  Corrected by people: ${formatPoints(value)} [${formatPoints(lower)}, ${formatPoints(upper)}] (95 %), ${labelled} of ${cases} cases labelled, λ ${lambda.toFixed(2)}`;
}
