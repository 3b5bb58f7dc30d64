import type { GateRule } from "@promptrail/core";
import { normalCdf, normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import { standardError } from "../../statistics/means/standard-error.js";
import { mcnemar } from "../../statistics/paired/mcnemar.js";
import { smallestShownDrop } from "../../statistics/paired/mcnemar-power.js";
import { sampleSize } from "../../statistics/paired/sample-size.js";
import { tangoInterval } from "../../statistics/paired/tango.js";
import { tangoPower } from "../../statistics/paired/tango-power.js";
import { splitAlpha } from "../split-alpha.js";
import { marginIfAlike, unitsIfAlike } from "./alike.js";
import { countDiscordant, type Pairs } from "./collect-pairs.js";
import type { Comparison } from "./comparison.js";
import { plannedPower, toDecidingMargin, toDistance } from "./comparison.js";

/** Above it the exact power costs seconds and differs from the normal one by less than it prints. */
const exactPowerLimit = 2_000;

/** Scores of 0 and 1 without clusters: Tango's interval, McNemar's exact test against harm. */
export function compareBinary(pairs: Pairs, gate: GateRule): Comparison {
  const { margin, alpha } = gate;
  const harmAlpha = splitAlpha(gate).primary;
  const n = pairs.differences.length;
  const discordant = countDiscordant(pairs);
  const difference = (discordant.gained - discordant.lost) / n;
  const z = normalQuantile(1 - alpha);
  const seen = (discordant.gained + discordant.lost) / n;
  // Half a pair is added for what is planned: a sample without disagreement does not show that there is none.
  const discordance = (seen * n + 0.5) / (n + 1);
  const spread = Math.sqrt(discordance);
  const open = marginIfAlike({ units: n, isClustered: false }, alpha);
  const { harmP } = mcnemar(discordant);
  const reach = ((z + normalQuantile(plannedPower)) * spread) / Math.sqrt(n);
  return {
    method: "tango",
    n,
    units: n,
    difference,
    standardError: standardError(pairs.differences),
    interval: tangoInterval({ n, ...discordant }, z),
    harmP,
    harmAlpha,
    isWorse: harmP <= harmAlpha,
    power:
      n <= exactPowerLimit
        ? tangoPower({ n, discordance: seen, margin, z, harmAlpha })
        : Math.min(normalCdf((margin * Math.sqrt(n)) / spread - z), 1 - harmAlpha),
    smallestCatchableDrop: smallestShownDrop({ n, discordance, alpha: harmAlpha }, plannedPower),
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
