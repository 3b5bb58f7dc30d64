import type { Case, Suite } from "@promptrail/core";
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
  const units = new UnitCount(gate);
  for await (const testCase of dataset.read()) {
    units.add(testCase);
    if (units.isEnough) return null;
  }
  return units.findTooFew();
}

/** Counts a dataset's independent cases for who reads it anyway, up to the number that is enough. */
export class UnitCount {
  readonly #gate: Suite["gate"];
  readonly #needed: { readonly clustered: number; readonly single: number };
  readonly #clusters = new Set<string>();
  #cases = 0;
  #single = 0;

  constructor(gate: Suite["gate"]) {
    this.#gate = gate;
    this.#needed = { clustered: unitsIfAlike(gate, true), single: unitsIfAlike(gate, false) };
  }

  /** Whether there are enough, however the others are clustered. */
  get isEnough(): boolean {
    const { clustered, single } = this.#needed;
    return this.#clusters.size + this.#single >= Math.max(clustered, single);
  }

  add({ cluster }: Pick<Case, "cluster">): void {
    if (this.isEnough) return;
    this.#cases += 1;
    if (cluster === null) this.#single += 1;
    else this.#clusters.add(cluster);
  }

  /** Once all cases were added; null where two versions that score alike on every case would pass. */
  findTooFew(): TooFewCases | null {
    if (this.isEnough) return null;
    const isClustered = this.#clusters.size > 0;
    const units = this.#clusters.size + this.#single;
    const unitsNeeded = isClustered ? this.#needed.clustered : this.#needed.single;
    if (units >= unitsNeeded) return null;
    const isVerdict = units >= (isClustered ? minClusters : 2);
    const { alpha } = this.#gate;
    const decidingMargin = isVerdict ? marginIfAlike({ units, isClustered }, alpha) : 1;
    return { cases: this.#cases, units, isClustered, unitsNeeded, decidingMargin };
  }
}
