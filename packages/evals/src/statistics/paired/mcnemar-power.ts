import { binomialCdf, binomialProbability } from "../distributions/binomial.js";
import { findRoot } from "../distributions/find-root.js";
import { normalQuantile } from "../distributions/normal-distribution.js";

interface McNemarPowerSettings {
  readonly n: number;
  /** The share of pairs that disagree between identical versions, half of them each way. */
  readonly discordance: number;
  /** One-sided, of the exact test against harm. */
  readonly alpha: number;
}

/** Above it the enumeration costs seconds and differs from the normal one by less than it prints. */
const exactLimit = 2_000;

/** Less than this, and a count of discordant pairs does not occur. */
const leastWeight = 1e-12;

/**
 * The drop that the exact test against harm shows with `power`: every outcome counted, of pairs that are lost at the rate
 * `discordance/2 + drop` and gained at `discordance/2`. With the discordance of identical versions alone, a drop adds no
 * disagreement, and would be shown less often than is said. 1 where no drop is shown so often.
 */
export function smallestShownDrop(settings: McNemarPowerSettings, power: number): number {
  const { n, discordance, alpha } = settings;
  const most = 1 - discordance;
  if (n > exactLimit) return Math.min(1, approximateDrop(settings, power));
  const limits = findHarmLimits(n, alpha);
  const at = (drop: number) => shownShare(settings, limits, drop) - power;
  if (at(most) < 0) return 1;
  return findRoot({ from: 0, to: most, at, tolerance: 1e-5 });
}

/** How often a drop is shown. */
export function dropPower(settings: McNemarPowerSettings, drop: number): number {
  return shownShare(settings, findHarmLimits(settings.n, settings.alpha), drop);
}

function shownShare(
  { n, discordance }: McNemarPowerSettings,
  limits: readonly number[],
  drop: number,
): number {
  const disagreeing = discordance + drop;
  const gainedOfThem = disagreeing === 0 ? 0.5 : discordance / 2 / disagreeing;
  let shown = 0;
  for (const [discordant, limit] of limits.entries()) {
    if (limit < 0) continue;
    const weight = binomialProbability(discordant, n, Math.min(1, disagreeing));
    if (weight >= leastWeight) shown += weight * binomialCdf(limit, discordant, gainedOfThem);
  }
  return shown;
}

/** By the number of discordant pairs: the most gained ones with which harm is shown; −1: it never is. */
export function findHarmLimits(n: number, alpha: number): readonly number[] {
  let limit = -1;
  return Array.from({ length: n + 1 }, (_, discordant) => {
    // One more discordant pair moves the limit by one at most.
    if (binomialCdf(limit + 1, discordant, 0.5) <= alpha) limit += 1;
    return limit;
  });
}

function approximateDrop({ n, discordance, alpha }: McNemarPowerSettings, power: number): number {
  const [z, ofPower] = [normalQuantile(1 - alpha), normalQuantile(power)];
  const at = (drop: number) => {
    const disagreeing = discordance + drop;
    const spread = Math.sqrt(Math.max(0, disagreeing - drop * drop));
    return drop * Math.sqrt(n) - z * Math.sqrt(disagreeing) - ofPower * spread;
  };
  return findRoot({ from: 0, to: 1 - discordance, at, tolerance: 1e-7 });
}
