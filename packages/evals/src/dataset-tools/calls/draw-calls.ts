import type { LoggedCall } from "@promptrail/core/call-log";
import { contentDigest } from "@promptrail/core/lifecycle";

type Drawn = Pick<LoggedCall, "id" | "shape">;

interface DrawSettings {
  readonly count: number;
  /** Another seed draws others. */
  readonly seed: number;
  /** Draws only calls with one of these features, of each in turn; left out: of all calls. */
  readonly features?: readonly string[] | undefined;
}

/**
 * Calls in the order in which a person is shown them: by a hash of seed and id. So a second draw with the same seed begins with
 * the same calls, and new calls do not change the order of the others.
 */
export function drawCalls<Call extends Drawn>(
  calls: readonly Call[],
  { count, seed, features }: DrawSettings,
): readonly Call[] {
  const ranked = calls
    .map((call) => ({ call, rank: contentDigest({ seed, id: call.id }) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ call }) => call);
  return features === undefined ? ranked.slice(0, count) : takeInTurn(ranked, features, count);
}

/** Of each feature its next call, until there are enough or no more. */
function takeInTurn<Call extends Drawn>(
  ranked: readonly Call[],
  features: readonly string[],
  count: number,
): readonly Call[] {
  const queues = features.map((feature) =>
    ranked.filter(({ shape }) => shape?.includes(feature) === true),
  );
  const taken = new Set<Call>();
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const queue of queues) {
      const next = queue.find((call) => !taken.has(call));
      if (next === undefined || taken.size >= count) continue;
      taken.add(next);
      isMore = true;
    }
  }
  return [...taken];
}
