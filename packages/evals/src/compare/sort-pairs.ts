import type { ComparedPair, PairSide } from "./compared-pair.js";
import type { ExcludedPairs } from "./version-comparison.js";

interface SortedPairs {
  readonly compared: readonly ComparedPair[];
  readonly excluded: ExcludedPairs;
}

/**
 * Which pairs are compared. Left out, by the first side that says so: an answer of a fallback; a failure that is neither the
 * version's nor the vendor's; and a failure of a's vendor. One of b's vendor scores 0, as every failure of a candidate does:
 * a version that fails on what is hard must not look better for it.
 */
export function sortPairs(pairs: readonly ComparedPair[]): SortedPairs {
  const compared: ComparedPair[] = [];
  const excluded = { a: new Map<string, number>(), b: new Map<string, number>() };
  for (const pair of pairs) {
    const ofA = findReason(pair.a, ["vendor", "other"]);
    const ofB = findReason(pair.b, ["other"]);
    if (ofA !== null) addOne(excluded.a, ofA);
    else if (ofB !== null) addOne(excluded.b, ofB);
    else compared.push(pair);
  }
  return {
    compared,
    excluded: { a: Object.fromEntries(excluded.a), b: Object.fromEntries(excluded.b) },
  };
}

function findReason({ fallback, failure }: PairSide, faults: readonly string[]): string | null {
  if (fallback) return "fallback";
  return failure !== null && faults.includes(failure.fault) ? failure.kind : null;
}

/** Failures of b by their kinds. */
export function countFailures(compared: readonly ComparedPair[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { b } of compared) if (b.failure !== null) addOne(counts, b.failure.kind);
  return Object.fromEntries(counts);
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
