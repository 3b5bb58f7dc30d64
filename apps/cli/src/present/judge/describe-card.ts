import type { CardPart, JudgeCard } from "@promptrail/evals";
import type { Terminal } from "../../terminal.js";
import { formatTable } from "../table.js";

/** What a judge card says, for people: a block for each part. */
export function describeCard(
  card: JudgeCard,
  { colors, columns }: Pick<Terminal, "colors" | "columns">,
): readonly string[] {
  return card.parts.flatMap((part) => [
    colors.bold(`${card.rubric} on ${card.model} · ${part.name} · ${part.labels} labels`),
    ...describePart(part),
    describeCounted(part),
    formatTable({ head: toHead(part), rows: toRows(part) }, columns),
  ]);
}

function describePart(part: CardPart): readonly string[] {
  const { kappa, ac1, slots, slotP, dangerous, repeatReliability } = part;
  const interval =
    kappa === null
      ? "unknown"
      : `${toFigure(kappa.value)}, 95 % interval ${toFigure(kappa.lower)} to ${toFigure(kappa.upper)}`;
  const how = slots === null ? "asked twice" : "in both orders";
  return [
    `agreement with people ${percent(part.agreement)}, kappa ${interval}, AC1 ${ac1 === null ? "unknown" : toFigure(ac1)}`,
    `the same ${how} ${percent(part.consistency)}, repeats itself ${percent(repeatReliability)}, unscored ${percent(part.unscoredShare)}`,
    ...(slots === null
      ? []
      : [
          `flips to the first slot ${slots.first}, to the second ${slots.second}, p ${slotP === null ? "unknown" : slotP.toPrecision(2)}`,
        ]),
    ...(dangerous === null
      ? []
      : [
          `found good though people find it bad: ${dangerous.count} of ${dangerous.of}, at most ${percent(dangerous.upper)}`,
        ]),
  ];
}

/** Which labels the agreement, the kappa and the matrix are of. */
function describeCounted({ consistent, labels, slots, unscored, votes }: CardPart): string {
  if (unscored > 0 && unscored === votes) {
    return `Nothing is counted: the judge gave no verdict of the menu on any of the ${labels} labels.`;
  }
  const how = slots === null ? "both times" : "in both orders";
  return consistent === labels
    ? `Counted below: all ${labels} labels, on each of which the judge said the same ${how}.`
    : `Counted above and below: the ${consistent} of ${labels} labels on which the judge said the same ${how}.`;
}

/** Two decimals, and never `-0.00`. */
function toFigure(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}

function toHead({ choices }: CardPart): string[] {
  return ["people \\ judge", ...choices.map(({ choice }) => choice)];
}

function toRows({ choices, matrix }: CardPart): string[][] {
  return choices.map(({ choice }, at) => [choice, ...(matrix[at] ?? []).map(String)]);
}

function percent(share: number | null): string {
  return share === null ? "unknown" : `${Math.round(share * 1_000) / 10} %`;
}
