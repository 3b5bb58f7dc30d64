import type { JsonObject } from "@promptrail/core";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { AnswerPlace } from "@promptrail/core/jobs";
import { findFailureKind } from "@promptrail/core/provider-kit";
import { z } from "zod";
import { answerSchema, toWritten } from "../answers/answer-line.js";
import { readSpending } from "../runner/read-returned.js";
import type { RunAnswer } from "../runner/run-answer.js";

/**
 * An answer as processes hand it on.
 *
 * @throws TypeError or RangeError for one that JSON cannot say.
 */
export function toAnswerJson(answer: RunAnswer): JsonObject {
  return JSON.parse(JSON.stringify(toWritten(answer))) as JsonObject;
}

/** Throws where another build wrote it in a form that this one does not know. */
export function fromAnswerJson(json: JsonObject): RunAnswer {
  const answer = answerSchema.parse(json);
  return { ...answer, ...readSpending(answer) };
}

/** One answer of a run, by its place in it. */
export function toPlaceKey({ caseId, side, repeat }: AnswerPlace): string {
  return `${side} ${repeat} ${caseId}`;
}

const errorSchema = z.object({
  kind: z.string().nullable(),
  message: z.string(),
  retryable: z.boolean(),
});

/** What a run makes of an error: its kind, its text and whether a call may succeed later. */
export function toErrorJson(error: unknown): JsonObject {
  return {
    kind: findFailureKind(error),
    message: toErrorText(error),
    retryable: isPromptrailError(error) && error.data["retryable"] === true,
  };
}

/** An error of which a run makes the same as of the one that was written. */
export function fromErrorJson(json: JsonObject): Error {
  const { kind, message, retryable } = errorSchema.parse(json);
  if (kind === null) return new Error(message);
  return new PromptrailError("provider_failed", message, { kind, retryable });
}
