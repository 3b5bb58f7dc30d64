import { type ErrorCode, isPromptrailError } from "@promptrail/core";
import { findRefusal } from "@promptrail/core/errors";
import {
  type ProblemWire,
  problemMediaType,
  toProblem,
  toProblemOfError,
} from "@promptrail/http-api";
import { OutcomeError } from "@promptrail/runtime";
import { boundProblem } from "./bound-problem.js";
import { RequestError } from "./request-error.js";

/** Any thrown value → the problem that the caller reads. */
export function toErrorProblem(error: unknown): ProblemWire {
  const told = error instanceof RequestError ? toProblem(error) : toProblemOfError(error);
  const refusal = findRefusal(error);
  // What an own function says to its caller is in no other place.
  const problem = boundProblem(refusal === undefined ? told : { ...told, refusal });
  // The model answered: that text was paid for, and is as long as an answer may be.
  return error instanceof OutcomeError ? { ...problem, text: error.result.text } : problem;
}

/** Any thrown value → a problem response (RFC 9457). */
export function toProblemResponse(error: unknown): Response {
  const problem = toErrorProblem(error);
  return Response.json(problem, {
    status: problem.status,
    headers: {
      ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...toRetryAfter(error),
      ...(error instanceof RequestError ? error.headers : {}),
      "content-type": problemMediaType,
    },
  });
}

const soonBack: ReadonlySet<ErrorCode> = new Set(["store_unavailable", "unavailable"]);

/** An upstream that asks to wait is passed on; a store that is away, and room for a call, is back soon. */
function toRetryAfter(error: unknown): Record<string, string> {
  if (!isPromptrailError(error)) return {};
  if (soonBack.has(error.code)) return { "retry-after": "1" };
  const { retryAfterMs } = error.data;
  return typeof retryAfterMs === "number"
    ? { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) }
    : {};
}
