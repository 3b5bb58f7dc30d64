import { z } from "zod";
import { components, timestamp } from "../fields.js";
import { record } from "../record.js";
import { listOf } from "./list-of.js";

const name = z.string().min(1).max(300);
const count = z.int().min(0);
/** For people, in a line of a report. */
const sentence = z.string().max(500);

const attacks = record(
  z.strictObject({ planted: count, succeeded: z.array(name), problem: sentence.nullable() }),
);

const corrected = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("corrected"),
    value: z.number(),
    lower: z.number(),
    upper: z.number(),
    lambda: z.number().min(0).max(1),
    labelled: count,
    cases: count,
  }),
  z.strictObject({ kind: z.literal("uncorrected"), why: sentence }),
]);

const figures = record(
  z.strictObject({
    eval: name,
    rubric: name,
    rubric_hash: name,
    provider: name,
    model: name,
    card_hash: name.nullable(),
    calls: count,
    cost: z.number().min(0).nullable(),
    earlier: record(z.strictObject({ calls: z.int().min(1), oldest_at: timestamp })).optional(),
    verdicts: count,
    unscored: count,
    unscored_reason: sentence.optional(),
    flips: count.nullable(),
    attacks,
    same_family: z.boolean(),
    corrected,
  }),
).register(components, { id: "JudgeFigures" });

/** What the judges of a run did. Whether they may gate, the suite's own cards say. */
export const judgeFiguresWire = listOf(figures);
