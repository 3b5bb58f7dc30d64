import { mean } from "../../statistics/means/standard-error.js";

/** What a pair has on both sides. */
export interface PairedValue {
  readonly a: number;
  readonly b: number;
  readonly cluster: string | null;
}

/** Independent pairs of values: pairs themselves, or the means of clusters. */
export interface PairedUnits {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly isClustered: boolean;
}

/**
 * Pairs of one cluster as one pair, that of their means: a cluster then counts once, however large it is. Where no two pairs
 * share a cluster, the pairs themselves.
 */
export function toUnits(values: readonly PairedValue[]): PairedUnits {
  if (values.every(({ cluster }) => cluster === null)) {
    return { a: values.map(({ a }) => a), b: values.map(({ b }) => b), isClustered: false };
  }
  const groups = Map.groupBy(values, (value) => value.cluster ?? value);
  const units = [...groups.values()];
  return {
    a: units.map((group) => mean(group.map(({ a }) => a))),
    b: units.map((group) => mean(group.map(({ b }) => b))),
    isClustered: units.length < values.length,
  };
}
