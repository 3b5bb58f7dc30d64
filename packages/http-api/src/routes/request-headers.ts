/** `field`: the name under which a client's request has the header's value. */
export const idempotencyKeyHeader = {
  name: "Idempotency-Key",
  field: "idempotencyKey",
  description:
    "A repeated request with the same key is answered with the first decision. At most 200 characters.",
} as const;

export const actorHeader = {
  name: "Promptrail-Actor",
  description:
    "The person on whose behalf the request is made; recorded together with the key's name.",
} as const;

export const ifNoneMatchHeader = {
  name: "If-None-Match",
  field: "ifNoneMatch",
  description: "The ETag of an earlier answer: the server answers 304 while nothing has changed.",
} as const;

export const ifMatchHeader = {
  name: "If-Match",
  description:
    "The family's revision that the caller saw, instead of `expected_revision`: 409 when it has another one now.",
} as const;

export const lastEventIdHeader = {
  name: "Last-Event-ID",
  field: "lastEventId",
  description: "The id of the last event that the caller received: only later changes are sent.",
} as const;

/** Of every request and every answer. */
export const requestIdHeader = {
  name: "X-Request-Id",
  description:
    "The request's id: as it was sent, at most 200 printable ASCII characters without spaces, else the server's own. The server's complaints about a failure name it.",
} as const;
