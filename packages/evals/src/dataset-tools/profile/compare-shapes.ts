import { minClusters } from "../../gate/compare/alike.js";
import { clopperPearson } from "../../statistics/means/clopper-pearson.js";
import type { Interval } from "../../statistics/means/interval.js";
import { shareInterval } from "../../statistics/means/wilson-interval.js";
import type { ShapeCount } from "./profile-dataset.js";

/** A logged call, as far as its shape is compared. */
export interface ShapedCall {
  readonly shape: readonly string[];
  /** Whose calls are not independent: one subject's, or those of one run. Null where nobody said. */
  readonly cluster: string | null;
}

/** A feature of inputs, in the dataset and in production. */
export interface ComparedShape extends ShapeCount {
  /** Of production; null where no calls were read. */
  readonly traffic: ShapeTraffic | null;
  /** True where production has it often, and the dataset in too few independent cases to say anything of it. */
  readonly isThin: boolean;
}

export interface ShapeTraffic {
  readonly calls: number;
  /** Of the calls that were read, 0 to 1. */
  readonly share: number;
  /** The 95 % interval of the share in production. */
  readonly interval: Interval;
}

/** With fewer independent cases no interval of a slice is of any use. */
export const fewUnits = minClusters;
/** A feature that is rarer in production leaves its place to those that are not. */
export const leastShare = 0.01;

/**
 * The features of a dataset beside those of production, by their share there, else by name. A share's interval is exact
 * (Clopper–Pearson) where the calls are independent; where several calls have one cluster, it is Wilson's on the effective
 * number of calls. Without calls, a feature is thin where some cases have it, but fewer than `fewUnits` independent ones.
 */
export function compareShapes(
  shapes: readonly ShapeCount[],
  calls: readonly ShapedCall[] | null,
): readonly ComparedShape[] {
  if (calls === null || calls.length === 0) {
    return shapes.map((shape) => ({ ...shape, traffic: null, isThin: shape.units < fewUnits }));
  }
  const inDataset = new Map(shapes.map((shape) => [shape.feature, shape]));
  const features = new Set([...inDataset.keys(), ...calls.flatMap(({ shape }) => shape)]);
  const clusters = calls.map(({ cluster }) => cluster);
  const named = clusters.filter((cluster) => cluster !== null);
  const isClustered = new Set(named).size < named.length;
  return [...features]
    .map((feature): ComparedShape => {
      const has = calls.map(({ shape }) => shape.includes(feature));
      const count = has.filter(Boolean).length;
      const interval = isClustered
        ? shareInterval(has.map(Number), clusters, 0.95)
        : clopperPearson({ successes: count, n: calls.length, confidence: 0.95 });
      const share = count / calls.length;
      const { cases = 0, units = 0 } = inDataset.get(feature) ?? {};
      const traffic = { calls: count, share, interval };
      return { feature, cases, units, traffic, isThin: share >= leastShare && units < fewUnits };
    })
    .toSorted(
      (one, other) =>
        (other.traffic?.share ?? 0) - (one.traffic?.share ?? 0) ||
        (one.feature < other.feature ? -1 : 1),
    );
}
