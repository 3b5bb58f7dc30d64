import type { ApiKey } from "@promptrail/core/lifecycle";
import { actorHeader, idempotencyKeyHeader } from "@promptrail/http-api";
import { RequestError } from "../problems/request-error.js";
import type { HeaderReader } from "./header-reader.js";

/** Who sent a request, as decisions record it. */
export interface Caller {
  /** Null where the route needs none. */
  readonly key: ApiKey | null;
  readonly actor: string;
  /** The request's idempotency key, made this key's own; null where it has none. */
  readonly idempotencyKey: string | null;
}

/** The caller of a route that needs no key. */
export const anonymous: Caller = { key: null, actor: "anonymous", idempotencyKey: null };

/** @throws RequestError 400 for a header that cannot be recorded. */
export function toCaller(key: ApiKey, readHeader: HeaderReader): Caller {
  return {
    key,
    actor: toActor(key, readHeader),
    idempotencyKey: toIdempotencyKey(key, readHeader),
  };
}

function toActor(key: ApiKey, readHeader: HeaderReader): string {
  const header = readHeader(actorHeader.name);
  if (header === undefined) return `key:${key.name}`;
  // Header values arrive as bytes; names are written in UTF-8.
  const person = Buffer.from(header, "latin1").toString("utf8").trim();
  if (/^[^\p{C}]{1,120}$/u.test(person) && !person.includes("key:")) {
    return `${person} via key:${key.name}`;
  }
  throw new RequestError(
    `${actorHeader.name} must be a name of 1 to 120 printable characters, without "key:".`,
    { status: 400 },
  );
}

function toIdempotencyKey(key: ApiKey, readHeader: HeaderReader): string | null {
  const header = readHeader(idempotencyKeyHeader.name);
  if (header === undefined) return null;
  if (/^[\x21-\x7e]{1,200}$/.test(header)) return `${key.id}:${header}`;
  throw new RequestError(
    `${idempotencyKeyHeader.name} must be 1 to 200 printable ASCII characters without spaces.`,
    { status: 400 },
  );
}
