import type { Suite } from "@promptrail/core";
import { collectPairs } from "../../gate/compare/collect-pairs.js";
import { describeMustPass, findMustPassFailures } from "../../gate/find-must-pass-failures.js";
import { describeFloor, findFloors } from "../../gate/floors.js";
import { formatDistance, formatPercent, formatPoints } from "../../gate/format-figures.js";
import { describeSmallSlices, findSlices } from "../../gate/harm/slices.js";
import { findObstacles } from "../../gate/obstacles/find-obstacles.js";
import { judgeObstacles } from "../../judge/run/judge-obstacles.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import type {
  CostDifference,
  ModelVerdict,
  QualityDifference,
  ShownDifferences,
} from "./model-frontier.js";

interface DecideModelSettings extends ShownDifferences {
  readonly suite: Suite;
  /** The model's answers beside those of the version's own. */
  readonly pair: PairedRun;
}

/** One model's verdict by what is shown of all. What the gate refuses of a version, it would refuse of this one, too. */
export function decideModel(settings: DecideModelSettings): ModelVerdict {
  const { quality, cost, isBoth } = settings;
  const refusals = listRefusals(settings);
  const decide = (verdict: ModelVerdict["verdict"], reasons: readonly string[]): ModelVerdict => {
    return { verdict, reasons, quality, cost };
  };
  if (refusals.length > 0) return decide("no", refusals);
  const obstacles = listObstacles(settings);
  if (obstacles.length > 0) return decide("inconclusive", obstacles);
  const against = [
    ...(quality?.stand === "worse" ? [describeWorse(quality)] : []),
    ...(cost?.stand === "not_cheaper" ? [describeDearer(cost)] : []),
  ];
  if (against.length > 0) return decide("no", against);
  const { pair } = settings;
  const told = [describeQuality(quality, settings.suite.gate.margin), describeCost(cost, pair)];
  if (isBoth) return decide("yes", told);
  const isEach = quality?.stand === "not_worse" && cost?.stand === "cheaper";
  const apart = "Each of the two is shown by itself, but not both at once with all models.";
  return decide("inconclusive", isEach ? [...told, apart] : told);
}

/** What no interval is needed for. */
function listRefusals({ suite, pair }: DecideModelSettings): readonly string[] {
  const candidates = pair.results.map(({ candidate: trials, ...result }) => {
    return { ...result, trials };
  });
  const missed = findFloors(candidates, suite.gate).filter(({ stand }) => stand === "missed");
  return [
    ...findMustPassFailures(candidates).map(describeMustPass),
    ...missed.map((floor) => describeFloor(floor)),
  ];
}

function listObstacles({ suite, pair }: DecideModelSettings): readonly string[] {
  return [
    ...findObstacles(pair, collectPairs(pair.results)),
    ...judgeObstacles(suite, pair.judges),
    ...describeSmallSlices(findSlices(pair.results, suite.gate), suite.gate),
  ];
}

function describeWorse({ difference, harmP, n }: QualityDifference): string {
  const p = harmP.toPrecision(2);
  return `Worse: ${formatPoints(difference)}, ${n} pairs, p = ${p} before Holm's correction.`;
}

function describeDearer({ ratio, dearerP, n }: CostDifference): string {
  const p = dearerP.toPrecision(2);
  return `Not cheaper: it costs ${formatPercent(ratio)} of the version's own model, ${n} pairs, p = ${p} before Holm's correction.`;
}

function describeQuality(quality: QualityDifference | null, margin: number): string {
  if (quality === null) return "No case could be compared.";
  const { difference, atLeast, n, stand } = quality;
  const within = formatDistance(margin);
  const said =
    stand === "not_worse" ? `Not worse within ${within}` : `Not shown to be no worse by ${within}`;
  return `${said}: ${formatPoints(difference)}, at least ${formatPoints(atLeast)}, ${n} pairs.`;
}

function describeCost(
  cost: CostDifference | null,
  { results }: Pick<PairedRun, "results">,
): string {
  const own = results.flatMap(({ baseline }) => baseline).filter(({ outcome }) => outcome !== null);
  if (cost === null && own.length > 0 && own.every((trial) => trial.cost === 0)) {
    return "The version's own model costs nothing, so that no model can be cheaper.";
  }
  if (cost === null) {
    return "What an answer costs is not known on both sides, so there is no verdict on cost. Give the provider the model's prices.";
  }
  const { ratio, atMost, stand, n } = cost;
  const said = stand === "cheaper" ? "Cheaper" : "Not shown to be cheaper";
  const bound = atMost === null ? "no upper bound" : `at most ${formatPercent(atMost)}`;
  return `${said}: ${formatPercent(ratio)} of the cost of the version's model, ${bound}, ${n} pairs.`;
}
