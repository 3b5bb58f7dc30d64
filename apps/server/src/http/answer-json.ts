import { PromptrailError } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";

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
  const { headers, body } = response;
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (body === null || isStream) return response;
  const bytes = Number(headers.get("content-length") ?? Number.NaN);
  if (bytes <= largestAnswer) return response;
  if (Number.isNaN(bytes)) throw new TypeError(`${path} was answered without a length.`);
  const cure =
    "limit" in query.in.shape ? "Ask for less at once with `limit`." : "Ask for a part of it.";
  throw new PromptrailError(
    "not_supported",
    `${path} would be answered with ${bytes} bytes, and has at most ${largestAnswer}. ${cure}`,
    { bytes, most: largestAnswer },
  );
}
