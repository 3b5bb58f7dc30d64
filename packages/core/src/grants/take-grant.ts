import type { ChunkAnswer, ChunkRequest, LimitChunk } from "../ports/jobs/shared-limits.js";

/** What a limit counts. */
const windowMs = 60_000;
/** A chunk may be used for so long. The longer, the seldomer its row is written, and the longer nobody else has it. */
const grantUseMs = 5_000;

/** A chunk that was given, as the row of its limit keeps it. Times are milliseconds of the row's own clock. */
export interface Grant extends LimitChunk {
  /** What was used of it was used before. */
  readonly usedUntil: number;
}

/**
 * Takes a chunk of a limit. What was given counts until a minute after it could last be used: so whatever is sent, by
 * whom and when in the life of its chunk, no 60 seconds have more than the limit. Proof: take the chunk in a window
 * that was given last. Every other one with a request in that window could be used less than a minute before
 * this one was given, so it was counted then.
 *
 * @param now by the clock of the row, which all who share it read.
 */
export function takeGrant(
  earlier: readonly Grant[],
  { limit, wanted, least, returned }: Omit<ChunkRequest, "provider">,
  { now, id }: { readonly now: number; readonly id: string },
): { readonly grants: readonly Grant[]; readonly answer: ChunkAnswer } {
  const back = new Map(returned.map((chunk) => [chunk.id, chunk]));
  const standing = earlier
    .map((grant): Grant => {
      const used = back.get(grant.id);
      // It is used no more: what was used may have been used now.
      return used === undefined
        ? grant
        : { ...grant, ...used, usedUntil: Math.min(grant.usedUntil, now) };
    })
    .filter(
      ({ usedUntil, requests, tokens }) => usedUntil + windowMs > now && requests + tokens > 0,
    );
  const left = {
    requests: (limit.requests ?? Number.POSITIVE_INFINITY) - sum(standing, "requests"),
    tokens: (limit.tokens ?? Number.POSITIVE_INFINITY) - sum(standing, "tokens"),
  };
  if (left.requests < least.requests || left.tokens < least.tokens) {
    const nextAt = Math.min(...standing.map(({ usedUntil }) => usedUntil + windowMs));
    const retryMs = Number.isFinite(nextAt) ? Math.max(1, nextAt - now) : windowMs;
    return { grants: standing, answer: { chunk: null, usableMs: 0, retryMs } };
  }
  const chunk = {
    id,
    requests: Math.max(least.requests, Math.floor(Math.min(wanted.requests, left.requests))),
    tokens: Math.max(least.tokens, Math.floor(Math.min(wanted.tokens, left.tokens))),
  };
  const grants = [...standing, { ...chunk, usedUntil: now + grantUseMs }];
  return { grants, answer: { chunk, usableMs: grantUseMs, retryMs: 0 } };
}

function sum(grants: readonly Grant[], measure: "requests" | "tokens"): number {
  return grants.reduce((all, grant) => all + grant[measure], 0);
}
