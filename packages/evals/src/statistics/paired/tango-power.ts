import { binomialProbability } from "../distributions/binomial.js";
import { findHarmLimits } from "./mcnemar-power.js";
import { tangoStatistic } from "./tango.js";

interface TangoPowerSettings {
  readonly n: number;
  /** The share of pairs that disagree, half of them each way. */
  readonly discordance: number;
  readonly margin: number;
  /** The normal quantile of the test. */
  readonly z: number;
  /** Of the exact test against harm, which a pass must not show. */
  readonly harmAlpha: number;
}

/** The chance that an identical prompt is shown to be no worse, and no harm: every outcome counted, to 1e-9. */
export function tangoPower({ n, discordance, margin, z, harmAlpha }: TangoPowerSettings): number {
  let power = 0;
  const limits = findHarmLimits(n, harmAlpha);
  for (let discordant = 0; discordant <= n; discordant += 1) {
    const weight = binomialProbability(discordant, n, discordance);
    if (weight < 1e-12) continue;
    power += weight * passingShare({ n, discordant, margin, z, harmed: limits[discordant] ?? -1 });
  }
  return Math.min(1, power);
}

interface PassingShareSettings {
  readonly n: number;
  readonly discordant: number;
  readonly margin: number;
  readonly z: number;
  /** With so many gained ones, or fewer, harm is shown. */
  readonly harmed: number;
}

function passingShare({ n, discordant, margin, z, harmed }: PassingShareSettings): number {
  let share = 0;
  for (let gained = discordant; gained > harmed; gained -= 1) {
    const pairs = { n, gained, lost: discordant - gained };
    if (tangoStatistic(pairs, -margin) <= z) break;
    share += binomialProbability(gained, discordant, 0.5);
  }
  return share;
}
