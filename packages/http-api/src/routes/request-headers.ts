/** `field`: the name under which a client's request has the header's value. */
export const idempotencyKeyHeader = {
  name: "Idempotency-Key",
  field: "idempotencyKey",
  description: "The same key again answers with the first decision. At most 200 characters.",
} as const;

export const actorHeader = {
  name: "Promptrail-Actor",
  description: "The person for whom the key's holder acts; recorded beside the key's name.",
} as const;

export const ifNoneMatchHeader = {
  name: "If-None-Match",
  field: "ifNoneMatch",
  description: "The ETag of an earlier answer: 304 while nothing has changed.",
} as const;

export const ifMatchHeader = {
  name: "If-Match",
  description:
    "The family's revision that the caller saw, instead of `expected_revision`: 409 when it has another one now.",
} as const;

export const lastEventIdHeader = {
  name: "Last-Event-ID",
  field: "lastEventId",
  description: "The last event that the caller has: only what came after it is told.",
} as const;
