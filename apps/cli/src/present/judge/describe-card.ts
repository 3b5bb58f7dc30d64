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
    formatTable({ head: toHead(part), rows: toRows(part) }, columns),
  ]);
}

function describePart(part: CardPart): readonly string[] {
  const { kappa, ac1, slots, slotP, dangerous, repeatReliability } = part;
  const interval =
    kappa === null
      ? "unknown"
      : `${kappa.value.toFixed(2)}, 95 % interval ${kappa.lower.toFixed(2)} to ${kappa.upper.toFixed(2)}`;
  const how = slots === null ? "asked twice" : "in both orders";
  return [
    `agreement with people ${percent(part.agreement)}, kappa ${interval}, AC1 ${ac1 === null ? "unknown" : ac1.toFixed(2)}`,
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

function toHead({ choices }: CardPart): string[] {
  return ["people \\ judge", ...choices.map(({ choice }) => choice)];
}

function toRows({ choices, matrix }: CardPart): string[][] {
  return choices.map(({ choice }, at) => [choice, ...(matrix[at] ?? []).map(String)]);
}

function percent(share: number | null): string {
  return share === null ? "unknown" : `${Math.round(share * 1_000) / 10} %`;
}
