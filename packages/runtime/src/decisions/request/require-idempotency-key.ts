import { PromptrailError } from "@promptrail/core";

/** What a server takes as a header: a run that began here can go on there. */
const written = /^[\x21-\x7e]{1,200}$/;

/** @throws PromptrailError `request_invalid` for a key that no server takes. */
export function requireIdempotencyKey(key: string | undefined): void {
  refuseEmptyKey(key);
  if (key !== undefined && !written.test(key))
    throw invalid("is too long or contains another character");
}

/**
 * As a script makes one of a variable that is not set. The decision of the first request that had it would pass for
 * that of every other one.
 *
 * @throws PromptrailError `request_invalid`.
 */
export function refuseEmptyKey(key: string | undefined): void {
  if (key === "") throw invalid("is empty");
}

function invalid(fault: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `The idempotency key ${fault}. Nothing was changed. Give 1 to 200 printable ASCII characters without spaces, or leave it out for a new request.`,
    { argument: "idempotencyKey" },
  );
}
