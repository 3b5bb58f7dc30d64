import type { JsonObject, JsonValue } from "@promptrail/core";
import { jsonDigest } from "@promptrail/core/lifecycle";
import { outcomes, parseJson } from "@promptrail/core/portable";
import { z } from "zod";
import type { AnsweredCase } from "../runner/answers.js";
import { readSpending } from "../runner/read-returned.js";
import type { RunAnswer } from "../runner/run-answer.js";
import type { JournalHeader } from "./journal-header.js";

/** Null: unknown. */
const amount = z.number().nullable();
const json = z.custom<JsonValue>((value) => value !== undefined);
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);

const answerSchema = z.strictObject({
  outcome: z.enum(outcomes),
  success: z.boolean(),
  text: z.string(),
  data: json,
  toolCalls: z.array(
    z.strictObject({
      type: z.literal("tool_call"),
      id: z.string(),
      name: z.string(),
      input: json,
      vendorState: jsonObject.exactOptional(),
    }),
  ),
  usage: z.strictObject({
    input: amount,
    output: amount,
    cacheRead: amount,
    cacheWrite: amount,
    reasoning: amount,
  }),
  cost: amount,
  durationMs: z.number(),
});

const answeredSchema = z.strictObject({
  id: z.string(),
  answeredAt: z.iso.datetime(),
  sides: z.array(z.array(answerSchema)),
});

const lineSchema = answeredSchema.extend({ digest: z.string() });

type Answered = z.infer<typeof answeredSchema>;

/**
 * The line of a case, with a digest over itself and the journal's header: a line that was changed, or
 * brought from another run's journal, is no line.
 *
 * @returns null for answers that would not be read back: their case runs again.
 */
export function formatLine(header: JournalHeader, answered: AnsweredCase): string | null {
  const { id, answeredAt, sides } = answered;
  const written = { id, answeredAt, sides: sides.map((side) => side.map(toWritten)) };
  const parsed = answeredSchema.safeParse(toPlain(written));
  const digest = parsed.success ? digestLine(header, parsed.data) : null;
  if (digest === null) return null;
  return `${JSON.stringify({ digest, ...parsed.data })}\n`;
}

/** Null for what is no whole line of this journal. */
export function parseLine(header: JournalHeader, text: string): AnsweredCase | null {
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { digest, ...answered } = parsed.data;
  if (digestLine(header, answered) !== digest) return null;
  return { ...answered, answeredAt: new Date(answered.answeredAt) };
}

/** Null for data that is nested too deeply to be read again. */
function digestLine(header: JournalHeader, answered: Answered): string | null {
  try {
    return jsonDigest({ header, answered });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function toPlain(written: object): unknown {
  try {
    return parseJson(JSON.stringify(written));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Of what a run gave, what an answer is: the rest is not judged. */
function toWritten(answer: RunAnswer) {
  const { outcome, success, text, data, toolCalls = [], durationMs } = answer;
  return { outcome, success, text, data, toolCalls, ...readSpending(answer), durationMs };
}
