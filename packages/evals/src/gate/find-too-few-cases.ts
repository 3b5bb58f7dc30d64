import type { Suite } from "@promptrail/core";
import { marginIfAlike, minClusters, unitsIfAlike } from "./compare/alike.js";

/** A dataset that is too small for its suite's margin, whatever the versions answer. */
export interface TooFewCases {
  readonly cases: number;
  /** Clusters, where a case names one, else cases. */
  readonly units: number;
  readonly isClustered: boolean;
  /** The fewest units with which two versions that score alike pass the gate. */
  readonly unitsNeeded: number;
  /** The margin above which the present ones are enough for that; 1 where none is. */
  readonly decidingMargin: number;
}

/**
 * Whether two versions that score alike on every case would be inconclusive; null where they would pass. Reads no more
 * of the dataset than it needs. Throws `dataset_invalid`.
 */
export async function findTooFewCases({ dataset, gate }: Suite): Promise<TooFewCases | null> {
  const clusters = new Set<string>();
  let cases = 0;
  let single = 0;
  const needed = { clustered: unitsIfAlike(gate, true), single: unitsIfAlike(gate, false) };
  const most = Math.max(needed.clustered, needed.single);
  for await (const { cluster } of dataset.read()) {
    cases += 1;
    if (cluster === null) single += 1;
    else clusters.add(cluster);
    // However the others are clustered, there are enough.
    if (clusters.size + single >= most) return null;
  }
  const isClustered = clusters.size > 0;
  const units = clusters.size + single;
  const unitsNeeded = isClustered ? needed.clustered : needed.single;
  if (units >= unitsNeeded) return null;
  const isVerdict = units >= (isClustered ? minClusters : 2);
  const decidingMargin = isVerdict ? marginIfAlike({ units, isClustered }, gate.alpha) : 1;
  return { cases, units, isClustered, unitsNeeded, decidingMargin };
}
