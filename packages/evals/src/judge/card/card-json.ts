import { PromptrailError } from "@promptrail/core";
import { jsonDigest } from "@promptrail/core/lifecycle";
import { z } from "zod";
import type { CardPart, JudgeCard } from "./judge-card.js";
import { toCardPart } from "./make-judge-card.js";

const count = z.int().min(0);
const share = z.number().nullable();

const partSchema = z.strictObject({
  name: z.string(),
  choices: z.array(z.strictObject({ choice: z.string(), score: z.number().min(0).max(1) })).min(2),
  labels: count,
  consistent: count,
  flips: count,
  slots: z.strictObject({ first: count, second: count }).nullable(),
  votes: count,
  unscored: count,
  repeats: z.strictObject({ asked: count, agreed: count }).nullable(),
  /** Rows: what people say; columns: what the judge says. */
  matrix: z.array(z.array(count)),
  agreement: share,
  kappa: z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  ac1: share,
  consistency: share,
  slot_p: share,
  dangerous: z.strictObject({ count, of: count, upper: z.number() }).nullable(),
  repeat_reliability: share,
  unscored_share: share,
});

/** A judge card as a file in git. */
export const judgeCardSchema = z.strictObject({
  judge_card: z.literal(1),
  family: z.string(),
  rubric: z.string(),
  rubric_hash: z.string(),
  provider: z.string(),
  model: z.string(),
  made_at: z.iso.datetime(),
  parts: z.array(partSchema).min(1),
});

export type JudgeCardJson = z.infer<typeof judgeCardSchema>;

/** A card as `parseJudgeCard` reads it: names in snake_case, shares from 0 to 1, times in ISO 8601. */
export function toCardJson(card: JudgeCard): JudgeCardJson {
  return {
    judge_card: 1,
    family: card.family,
    rubric: card.rubric,
    rubric_hash: card.rubricHash,
    provider: card.provider,
    model: card.model,
    made_at: card.madeAt.toISOString(),
    parts: card.parts.map(toPartJson),
  };
}

function toPartJson(part: CardPart): JudgeCardJson["parts"][number] {
  const { choices, matrix, kappa, dangerous, slotP, repeatReliability, unscoredShare } = part;
  return {
    name: part.name,
    choices: choices.map(({ choice, score }) => ({ choice, score })),
    labels: part.labels,
    consistent: part.consistent,
    flips: part.flips,
    slots: part.slots === null ? null : { ...part.slots },
    votes: part.votes,
    unscored: part.unscored,
    repeats: part.repeats === null ? null : { ...part.repeats },
    matrix: matrix.map((row) => [...row]),
    agreement: part.agreement,
    kappa: kappa === null ? null : { value: kappa.value, lower: kappa.lower, upper: kappa.upper },
    ac1: part.ac1,
    consistency: part.consistency,
    slot_p: slotP,
    dangerous: dangerous === null ? null : { ...dangerous },
    repeat_reliability: repeatReliability,
    unscored_share: unscoredShare,
  };
}

/** `sha256-…` of all that a card says: what evidence names it by. */
export function hashCard(card: JudgeCard): string {
  return jsonDigest(toCardJson(card));
}

/**
 * Reads a card. Its figures must follow from its counts: one that was changed by hand is refused.
 *
 * @param where the file, for the error.
 * @throws PromptrailError `invalid_definition`.
 */
export function parseJudgeCard(value: unknown, where = "The judge card"): JudgeCard {
  const parsed = judgeCardSchema.safeParse(value);
  if (!parsed.success) {
    throw refuse(where, `is not a judge card: ${z.prettifyError(parsed.error)}`);
  }
  const { data } = parsed;
  const card: JudgeCard = {
    family: data.family,
    rubric: data.rubric,
    rubricHash: data.rubric_hash,
    provider: data.provider,
    model: data.model,
    madeAt: new Date(data.made_at),
    parts: data.parts.map((part) => toOwnPart(part, where)),
  };
  return card;
}

function toOwnPart(given: JudgeCardJson["parts"][number], where: string): CardPart {
  const { name, choices, labels, consistent, flips, slots, votes, unscored, repeats, matrix } =
    given;
  const isSquare =
    matrix.length === choices.length && matrix.every((row) => row.length === choices.length);
  const total = matrix.flat().reduce((sum, each) => sum + each, 0);
  const inSlots = slots === null ? 0 : slots.first + slots.second;
  const isPossible =
    isSquare &&
    total === consistent &&
    consistent + flips <= labels &&
    inSlots <= flips &&
    unscored <= votes &&
    (repeats === null || repeats.agreed <= repeats.asked);
  if (!isPossible) throw refuse(where, `has counts of "${name}" that cannot be.`);
  const part = toCardPart({
    name,
    choices,
    labels,
    consistent,
    flips,
    slots,
    votes,
    unscored,
    repeats,
    matrix,
  });
  if (!isClose(toPartJson(part), given)) {
    throw refuse(where, `has figures of "${name}" that do not follow from its counts.`);
  }
  return part;
}

/** Another machine may round the last digit in another way. */
function isClose(mine: unknown, given: unknown): boolean {
  if (typeof mine === "number" && typeof given === "number") return Math.abs(mine - given) < 1e-6;
  if (typeof mine !== "object" || mine === null) return mine === given;
  if (typeof given !== "object" || given === null) return false;
  const others = new Map(Object.entries(given));
  const own = Object.entries(mine);
  return own.length === others.size && own.every(([key, value]) => isClose(value, others.get(key)));
}

function refuse(where: string, problem: string): PromptrailError {
  return new PromptrailError(
    "invalid_definition",
    `${where} ${problem} Make it again with \`promptrail judge calibrate\`; it is not written by hand.`,
  );
}
