import type { CallIntent } from "@promptrail/core/call-log";

/** Callers may hand in the whole call, of which only this is to stand on disk. */
export function toIntent(call: CallIntent): CallIntent {
  const { id, family, version, contentHash, revision, stateSource } = call;
  const { lane, startedAt, provider, requestedModel } = call;
  const known = { id, family, version, contentHash, revision, stateSource };
  return { ...known, lane, startedAt, provider, requestedModel };
}
