import { PromptrailError } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";
import { isEventStream } from "./answer-headers.js";
import type { Answer } from "./whole-answer.js";

interface AnswerSettings {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that tells its length, by which it is bounded: nobody has to read it for that. */
export function answerJson(value: unknown, settings: AnswerSettings = {}): Response {
  return answerJsonText(JSON.stringify(value), settings);
}

/** The same, of a JSON text. */
export function answerJsonText(
  text: string,
  { status = 200, headers = {} }: AnswerSettings = {},
): Response {
  const length = String(Buffer.byteLength(text));
  return new Response(text, {
    status,
    headers: { ...headers, "content-type": "application/json", "content-length": length },
  });
}

/** Null where none is needed: of a stream, and where there is no body. Throws TypeError where it is not told. */
function readLength(path: string, response: Response): number | null {
  const length = response.headers.get("content-length");
  if (length !== null) return Number(length);
  if (isEventStream(response) || response.body === null) return null;
  throw new TypeError(`${path} was answered without a length.`);
}

/**
 * The answer, if the route may be answered at such length. An event stream is passed on: each event is
 * bounded where it is made.
 *
 * @throws PromptrailError `not_supported`; TypeError for an answer that does not tell its length.
 */
export function requireWithinBound<Given extends Answer>(
  { path, query, largestAnswer }: Pick<Route, "path" | "query" | "largestAnswer">,
  answer: Given,
): Given {
  const bytes = "whole" in answer ? answer.bytes : readLength(path, answer);
  if (bytes === null || bytes <= largestAnswer) return answer;
  const cure =
    "limit" in query.in.shape ? "Read less at once with `limit`." : "Read only a part of it.";
  throw new PromptrailError(
    "not_supported",
    `${path} would be answered with ${bytes} bytes, but an answer of this route has at most ${largestAnswer}. ${cure}`,
    { bytes, most: largestAnswer },
  );
}
