import { PromptrailError } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";

/**
 * The same answer, if the route may be answered at such length. An event stream is passed on: each event is
 * bounded where it is made.
 *
 * @throws PromptrailError `not_supported`.
 */
export async function requireWithinBound(
  { path, query, largestAnswer }: Pick<Route, "path" | "query" | "largestAnswer">,
  response: Response,
): Promise<Response> {
  const { status, headers, body } = response;
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (body === null || isStream) return response;
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength <= largestAnswer) return new Response(bytes, { status, headers });
  const cure =
    "limit" in query.in.shape ? "Ask for less at once with `limit`." : "Ask for a part of it.";
  throw new PromptrailError(
    "not_supported",
    `${path} would be answered with ${bytes.byteLength} bytes, and has at most ${largestAnswer}. ${cure}`,
    { bytes: bytes.byteLength, most: largestAnswer },
  );
}
