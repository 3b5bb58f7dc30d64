import type { Rubric } from "../rubric/rubric.js";
import type { CardPart, JudgeCard } from "./judge-card.js";
import type { JudgeRequirements } from "./judge-requirements.js";

interface CardUse {
  /** Null where the judge has none. */
  readonly card: JudgeCard | null;
  readonly rubric: Pick<Rubric, "hash" | "prompt" | "parts">;
  /** The family that is judged. */
  readonly family: string;
  readonly requirements: JudgeRequirements;
}

/** Why a judge may not gate, a line each; empty where it may. What its card does not say refuses it. */
export function findCardObstacles(use: CardUse): readonly string[] {
  const { card, rubric, family, requirements } = use;
  if (card === null) {
    return [
      `it has no card, so its agreement with people is not known. ${cure}, and give the card to the suite's defineJudge.`,
    ];
  }
  if (card.rubricHash !== rubric.hash) {
    return [
      `its card is of another rubric or model (${card.rubric} on ${card.model}, made ${toDay(card)}). ${cure} again.`,
    ];
  }
  if (card.family !== family) {
    return [
      `its card is of family "${card.family}", whose answers are others. ${cure} for "${family}".`,
    ];
  }
  return rubric.parts.flatMap(({ name }) => {
    const part = card.parts.find((each) => each.name === name);
    if (part === undefined) return [`its card does not contain "${name}". ${cure} again.`];
    const where = rubric.parts.length === 1 ? "" : `on "${name}" `;
    return findPartObstacles(part, requirements).map((why) => `${where}${why}`);
  });
}

const cure = "Label answers with `promptrail judge label`, run `promptrail judge calibrate`";

function toDay({ madeAt }: JudgeCard): string {
  return madeAt.toISOString().slice(0, 10);
}

function findPartObstacles(part: CardPart, asked: JudgeRequirements): readonly string[] {
  const { unscored, votes, labels } = part;
  if (unscored > 0 && unscored === votes) {
    return [
      `it gave no verdict of the menu on any of the ${labels} labels, so its agreement with people is not known. Where it does not understand the rubric, write that in other words; else take another judge model, or give it more maxTokens.`,
    ];
  }
  return [
    ...describeConsistency(part, asked),
    ...describeSlots(part, asked),
    ...describeKappa(part, asked),
    ...describeDangerous(part, asked),
  ];
}

function describeConsistency(part: CardPart, { consistency: least }: JudgeRequirements) {
  const { consistency, consistent, labels, slots, unscored, votes } = part;
  if (consistency !== null && consistency >= least) return [];
  const how = slots === null ? "when it is asked twice" : "in both orders";
  const lost =
    unscored === 0
      ? ""
      : ` ${unscored} of its ${votes} verdicts are not on the menu: they count as none.`;
  return [
    `it gives the same verdict ${how} for ${consistent} of ${labels} labels (${toPercent(consistency)}), and at least ${toPercent(least)} are needed.${lost}`,
  ];
}

function describeSlots({ slots, slotP }: CardPart, { slotP: least }: JudgeRequirements) {
  if (slots === null || (slotP !== null && slotP >= least)) return [];
  const { first, second } = slots;
  const p = slotP === null ? "unknown" : slotP < 0.001 ? "below .001" : slotP.toFixed(3);
  return [
    `it prefers a slot: ${first} of its flips go to the first and ${second} to the second answer, whatever they are (p ${p}).`,
  ];
}

function describeKappa({ kappa, consistent }: CardPart, { kappa: least }: JudgeRequirements) {
  if (kappa !== null && kappa.lower >= least) return [];
  if (kappa === null) {
    return [
      `its agreement with people is not known: ${consistent} consistent labels give no kappa. Label more answers, good and bad ones.`,
    ];
  }
  return [
    `its agreement with people is a kappa of ${toFigure(kappa.value)}, 95 % interval ${toFigure(kappa.lower)} to ${toFigure(kappa.upper)}, and its lower end must be at least ${least}.`,
  ];
}

function describeDangerous({ dangerous }: CardPart, { dangerous: most }: JudgeRequirements) {
  if (dangerous === null || dangerous.upper <= most) return [];
  const { count, of, upper } = dangerous;
  return [
    `it finds ${count} of ${of} answers good that people find bad, a share of up to ${toPercent(upper)}, and at most ${toPercent(most)} is allowed${count === 0 ? ": label more bad answers" : ""}.`,
  ];
}

/** Two decimals, and never `-0.00`. */
function toFigure(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}

function toPercent(share: number | null): string {
  return share === null ? "unknown" : `${Math.round(share * 1_000) / 10} %`;
}
