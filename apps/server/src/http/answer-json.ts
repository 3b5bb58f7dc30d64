import { PromptrailError } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";
import { createWholeAnswer, findLength } from "./answer-headers.js";

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
  return createWholeAnswer(text, status, { ...headers, "content-type": "application/json" });
}

/**
 * The answer, if the route may be answered at such length. An event stream is passed on: each event is
 * bounded where it is made.
 *
 * @throws PromptrailError `not_supported`; TypeError for an answer that does not tell its length.
 */
export function requireWithinBound(
  { path, query, largestAnswer }: Pick<Route, "path" | "query" | "largestAnswer">,
  response: Response,
): Response {
  const bytes = findLength(response);
  if (bytes === undefined) {
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
    if (isStream || response.body === null) return response;
    throw new TypeError(`${path} was answered without a length.`);
  }
  if (bytes <= largestAnswer) return response;
  const cure =
    "limit" in query.in.shape ? "Read less at once with `limit`." : "Read only a part of it.";
  throw new PromptrailError(
    "not_supported",
    `${path} would be answered with ${bytes} bytes, but an answer of this route has at most ${largestAnswer}. ${cure}`,
    { bytes, most: largestAnswer },
  );
}
