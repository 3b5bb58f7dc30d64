import { createHash } from "node:crypto";
import { ifNoneMatchHeader, toStatusWire } from "@promptrail/http-api";
import type { ServerPorts } from "../http/route-handler.js";

/** What is live, or 304 where the caller has it already. */
export async function answerStatus(
  { promptrail }: ServerPorts,
  headers: Headers,
): Promise<Response> {
  const { snapshot, stateSource, families } = promptrail.status();
  const reports = new Map(families.map((family) => [family.family, family]));
  const text = JSON.stringify(toStatusWire({ snapshot, stateSource, reports }));
  const etag = toEtag(snapshot.revision, text);
  // `no-cache` asks for the check that the ETag makes cheap.
  const shared = { etag, "cache-control": "private, no-cache" };
  if (isKnown(headers.get(ifNoneMatchHeader.name), etag)) {
    return new Response(null, { status: 304, headers: shared });
  }
  return new Response(text, { headers: { ...shared, "content-type": "application/json" } });
}

/** The digest tells apart two stores, or two builds, at one revision. */
function toEtag(revision: number, text: string): string {
  return `"r${revision}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}"`;
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const known = (ifNoneMatch ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag);
}
