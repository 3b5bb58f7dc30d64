import { ifMatchHeader } from "@promptrail/http-api";
import type { Caller } from "../http/caller.js";
import { RequestError } from "../problems/request-error.js";

interface DecisionRequest {
  readonly caller: Caller;
  readonly headers?: Headers;
  readonly body?: { readonly from_version?: number; readonly expected_revision?: number };
}

/** Who asks for a decision, and on what view of the family. Throws RequestError 400 for an odd `If-Match`. */
export function toDecisionOptions(
  command: string,
  family: string,
  { caller: { actor, idempotencyKey }, headers, body = {} }: DecisionRequest,
) {
  const { from_version: fromVersion } = body;
  const expectedRevision = toExpectedRevision(body.expected_revision, headers);
  return {
    family,
    actor,
    source: "http" as const,
    ...(fromVersion === undefined ? {} : { fromVersion }),
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
    // Its own for each command and family: one key used for two things must not answer for the other.
    ...(idempotencyKey === null
      ? {}
      : { idempotencyKey: `${command}:${family}:${idempotencyKey}` }),
  };
}

function toExpectedRevision(
  expected: number | undefined,
  headers: Headers | undefined,
): number | undefined {
  const header = headers?.get(ifMatchHeader.name) ?? null;
  if (header === null) return expected;
  const text = /^\s*"?(\d{1,15})"?\s*$/.exec(header)?.[1];
  if (text === undefined) {
    throw new RequestError(
      `${ifMatchHeader.name} must be the family's revision, such as 7. \`GET /v1/status\` tells it.`,
      { status: 400 },
    );
  }
  if (expected === undefined || expected === Number(text)) return Number(text);
  throw new RequestError(
    `${ifMatchHeader.name} says revision ${text} and \`expected_revision\` ${expected}. Send one of them.`,
    { status: 400 },
  );
}
