import { ifNoneMatchHeader } from "@promptrail/http-api";
import { answerJsonText } from "../http/answer-json.js";
import type { HeaderReader } from "../http/header-reader.js";
import type { StatusReader } from "../status/status-reader.js";

/** What is live, or 304 where the caller has it already. */
export function answerStatus(status: StatusReader, header: HeaderReader): Response {
  const { text, etag } = status.read();
  // `no-cache` asks for the check that the ETag makes cheap.
  const shared = { etag, "cache-control": "private, no-cache" };
  if (isKnown(header(ifNoneMatchHeader.name), etag)) {
    return new Response(null, { status: 304, headers: shared });
  }
  return answerJsonText(text, { headers: shared });
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = (ifNoneMatch ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag);
}
