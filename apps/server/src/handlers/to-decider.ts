import { ifMatchHeader } from "@promptrail/http-api";
import type { Caller } from "../http/caller.js";
import { RequestError } from "../problems/request-error.js";

interface DecisionView {
  readonly family: string;
  readonly expectedRevision?: number;
}

/** Who asks for a decision, and on what view of the family. Throws RequestError 400 for an odd `If-Match`. */
export function toDecider(
  command: string,
  { family, expectedRevision }: DecisionView,
  { caller, headers }: { readonly caller: Caller; readonly headers: Headers },
) {
  const { actor, idempotencyKey: key } = caller;
  return {
    actor,
    source: "http" as const,
    expectedRevision: toExpectedRevision(expectedRevision, headers),
    // Its own for each command and family: one key used for two things must not answer for the other.
    idempotencyKey: key === null ? undefined : `${command}:${family}:${key}`,
  };
}

function toExpectedRevision(expected: number | undefined, headers: Headers): number | undefined {
  const header = headers.get(ifMatchHeader.name);
  if (header === null) return expected;
  const text = /^\s*"?(\d{1,15})"?\s*$/.exec(header)?.[1];
  if (text === undefined) {
    throw new RequestError(
      `${ifMatchHeader.name} must be the family's revision, such as 7. \`GET /v1/status\` shows it.`,
      { status: 400 },
    );
  }
  if (expected === undefined || expected === Number(text)) return Number(text);
  throw new RequestError(
    `${ifMatchHeader.name} names revision ${text}, but \`expected_revision\` is ${expected}. Send only one of them.`,
    { status: 400 },
  );
}
