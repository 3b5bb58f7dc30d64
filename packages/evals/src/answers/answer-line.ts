import { hash } from "node:crypto";
import type { JsonObject, JsonValue } from "@promptrail/core";
import { outcomes, parseJson } from "@promptrail/core/portable";
import { z } from "zod";
import { readSpending } from "../runner/read-returned.js";
import type { RunAnswer } from "../runner/run-answer.js";

const json = z.custom<JsonValue>((value) => value !== undefined);
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);

export const answerSchema = z.strictObject({
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
  usage: z.unknown(),
  cost: z.unknown(),
  durationMs: z.number(),
  model: z.string().nullable(),
});

const lineSchema = z.strictObject({
  key: z.string(),
  answeredAt: z.iso.datetime(),
  answer: answerSchema,
});

/** An answer as a file keeps it. */
export interface WrittenAnswer {
  readonly key: string;
  readonly answeredAt: Date;
  readonly answer: RunAnswer & { readonly model: string | null };
}

/** The first line of a file: of which prompt's content its answers are, and in which form. */
export function formatAnswersHeader(contentHash: string): string {
  return `promptrail answers 1 ${contentHash}\n`;
}

const digestLength = 16;

/**
 * A digest over the file's header and the answer, then the answer as JSON: a line that was changed, or brought from
 * another file, is no line.
 *
 * @returns null for an answer that JSON cannot say, or that is nested too deeply to be read again.
 */
export function formatAnswerLine(
  header: string,
  { key, answeredAt, answer }: Omit<WrittenAnswer, "answer"> & { readonly answer: RunAnswer },
): string | null {
  const written = toJson({ key, answeredAt, answer: toWritten(answer) });
  return written === null ? null : `${digestLine(header, written)} ${written}\n`;
}

/** Null for what is no whole line of a file with this header. */
export function parseAnswerLine(header: string, line: string): WrittenAnswer | null {
  const text = line.slice(digestLength + 1);
  if (line !== `${digestLine(header, text)} ${text}`) return null;
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { key, answeredAt, answer } = parsed.data;
  return { key, answeredAt: new Date(answeredAt), answer: { ...answer, ...readSpending(answer) } };
}

const freshSchema = z.strictObject({ freshSince: z.iso.datetime() });

/** The second line of a file whose run takes no older answer: no later run does, either. */
export function formatFreshLine(header: string, freshSince: Date): string {
  const written = JSON.stringify({ freshSince });
  return `${digestLine(header, written)} ${written}\n`;
}

/** Null for any other line. */
export function parseFreshLine(header: string, line: string): Date | null {
  const text = line.slice(digestLength + 1);
  if (line !== `${digestLine(header, text)} ${text}`) return null;
  const parsed = freshSchema.safeParse(parseJson(text));
  return parsed.success ? new Date(parsed.data.freshSince) : null;
}

function digestLine(header: string, text: string): string {
  return hash("sha256", header + text).slice(0, digestLength);
}

/** Null for what would not be read back as it is, or has no JSON: a cycle, or a value nested too deeply. */
function toJson(
  written: Omit<WrittenAnswer, "answer"> & { readonly answer: ReturnType<typeof toWritten> },
): string | null {
  if (!Number.isFinite(written.answer.durationMs)) return null;
  try {
    return JSON.stringify(written);
  } catch {
    return null;
  }
}

/** Of what a run gave, what an answer is: the rest is not judged. */
export function toWritten(answer: RunAnswer) {
  const { outcome, success, text, data, toolCalls = [], usage, cost, durationMs } = answer;
  const { model = null } = answer;
  return { outcome, success, text, data, toolCalls, usage, cost, durationMs, model };
}
