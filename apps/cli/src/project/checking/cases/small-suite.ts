import type { Finding } from "@promptrail/check";
import type { Suite } from "@promptrail/core";
import type { TooFewCases } from "@promptrail/evals/run";

/** A suite with so few cases that no promotion will get evidence by it, except by a version that is better. */
export function toSmallSuiteFinding({ family, gate }: Suite, found: TooFewCases): Finding {
  const { cases, units, isClustered, unitsNeeded, decidingMargin } = found;
  const size = `${cases} ${cases === 1 ? "case" : "cases"}${isClustered ? ` in ${units} ${units === 1 ? "cluster" : "clusters"}` : ""}`;
  const wanted = `${unitsNeeded} ${isClustered ? "clusters" : "cases"}`;
  // Rounded up: the margin that is printed has to be enough.
  const enough = Math.ceil(decidingMargin * 1_000) / 10;
  const margin =
    decidingMargin < 1 ? `, or set a gate.margin above ${enough.toFixed(1)} points` : "";
  return {
    severity: "warning",
    code: "too_few_cases",
    message: `The suite of "${family}" has ${size}, which is not enough for its margin of ${(gate.margin * 100).toFixed(1)} points: the gate will be inconclusive even for a version that scores exactly like the active one on all of them. Use at least ${wanted}${margin}.`,
  };
}
