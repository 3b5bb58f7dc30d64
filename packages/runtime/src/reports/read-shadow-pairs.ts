import type { CallFilter, CallLog, LoggedCall } from "@promptrail/core/call-log";

/** A production call and the shadow run on the same input. */
export interface ShadowPair {
  readonly active: LoggedCall;
  readonly shadow: LoggedCall;
}

/** Which pairs; what is left out does not matter. Times are those of the shadow run's begin. */
export interface ShadowPairsFilter extends Pick<CallFilter, "since" | "before"> {
  /** Only pairs of two of these versions, whichever of them was active. */
  readonly versions?: readonly number[] | undefined;
}

export interface ShadowPairsQuery extends ShadowPairsFilter {
  readonly family: string;
  /** How many shadow runs are looked at: at least so many, for those of one millisecond are never parted. */
  readonly limit: number;
}

/** A part of the pairs, newest first. */
export interface ShadowPairsPage {
  readonly pairs: readonly ShadowPair[];
  /** Shadow runs of these versions whose production call is not in the log. */
  readonly unpaired: number;
  /** The `before` of the next page; null where there is none. */
  readonly nextBefore: Date | null;
}

/** The newest shadow runs of a family with their production calls. A page may have no pair, and a next page all the same. */
export async function readShadowPairs(
  log: Pick<CallLog, "read">,
  query: ShadowPairsQuery,
): Promise<ShadowPairsPage> {
  const { family, versions } = query;
  const { shadows, nextBefore } = await readShadows(log, query);
  const asked = shadows.filter(({ version }) => versions?.includes(version) ?? true);
  const ids = asked.map(({ shadowOf }) => shadowOf).filter((id) => id !== null);
  const calls = ids.length === 0 ? [] : await log.read({ family, ids, limit: ids.length });
  const byId = new Map(calls.map((call) => [call.id, call]));
  const found = asked.flatMap((shadow) => {
    const active = byId.get(shadow.shadowOf ?? "");
    return active === undefined ? [] : [{ active, shadow }];
  });
  return {
    pairs: versions === undefined ? found : found.filter((pair) => isOfBoth(pair, versions)),
    unpaired: asked.length - found.length,
    nextBefore,
  };
}

/**
 * A page ends between two milliseconds: the next one begins before a time, and would leave out the rest of a millisecond that
 * this one had parted.
 */
async function readShadows(
  log: Pick<CallLog, "read">,
  { family, since, before, limit }: ShadowPairsQuery,
) {
  for (let size = limit + 1; ; size *= 2) {
    const read = await log.read({ family, lane: "shadow", since, before, limit: size });
    const last = read[limit - 1]?.startedAt;
    if (read.length < size || last === undefined) return { shadows: read, nextBefore: null };
    const shadows = read.filter(({ startedAt }) => startedAt >= last);
    if (shadows.length < read.length) return { shadows, nextBefore: last };
  }
}

function isOfBoth({ active, shadow }: ShadowPair, versions: readonly number[]): boolean {
  return active.version !== shadow.version && versions.includes(active.version);
}
