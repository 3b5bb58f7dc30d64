import type { GateRule } from "@promptrail/core";
import { normalCdf, normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import { standardError } from "../../statistics/means/standard-error.js";
import { type DiscordantPairs, mcnemar } from "../../statistics/paired/mcnemar.js";
import { sampleSize } from "../../statistics/paired/sample-size.js";
import { tangoInterval } from "../../statistics/paired/tango.js";
import { tangoPower } from "../../statistics/paired/tango-power.js";
import { marginIfAlike, unitsIfAlike } from "./alike.js";
import type { Pairs } from "./collect-pairs.js";
import type { Comparison } from "./comparison.js";
import { plannedPower, toDecidingMargin, toDistance } from "./comparison.js";

/** Above it the exact power costs seconds and differs from the normal one by less than it prints. */
const exactPowerLimit = 2_000;

/** Scores of 0 and 1 without clusters: Tango's interval, McNemar's exact test against harm. */
export function compareBinary(pairs: Pairs, { margin, alpha }: GateRule): Comparison {
  const n = pairs.differences.length;
  const discordant = countDiscordant(pairs);
  const difference = (discordant.gained - discordant.lost) / n;
  const z = normalQuantile(1 - alpha);
  // Half a pair is added: a sample without disagreement does not show that there is none.
  const discordance = (discordant.gained + discordant.lost + 0.5) / (n + 1);
  const spread = Math.sqrt(discordance);
  const open = marginIfAlike({ units: n, isClustered: false }, alpha);
  const reach = ((z + normalQuantile(plannedPower)) * spread) / Math.sqrt(n);
  return {
    method: "tango",
    n,
    units: n,
    difference,
    standardError: standardError(pairs.differences),
    interval: tangoInterval({ n, ...discordant }, z),
    harmP: mcnemar(discordant).harmP,
    power:
      n <= exactPowerLimit
        ? tangoPower({ n, discordance, margin, z })
        : normalCdf((margin * Math.sqrt(n)) / spread - z),
    smallestCatchableDrop: Math.min(1, Math.max(open, reach)),
    casesNeeded: Math.max(
      unitsIfAlike({ margin, alpha }, false),
      sampleSize({
        standardDeviation: spread,
        distance: toDistance(difference, margin),
        alpha,
        power: plannedPower,
      }),
    ),
    decidingMargin: toDecidingMargin({ difference, reach, open }),
  };
}

/** Pairs that only the candidate passed, and that only the baseline passed. */
function countDiscordant({ differences }: Pairs): DiscordantPairs {
  return {
    gained: differences.filter((difference) => difference > 0).length,
    lost: differences.filter((difference) => difference < 0).length,
  };
}
