import type { Case } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { digestTold, toComparedText } from "./case-text.js";
import { similarity, toBandKeys, toShingles } from "./signature.js";

/** Two cases that are told the same, or nearly. */
export interface AlikePair {
  /** The case that came first. */
  readonly id: string;
  readonly duplicate: string;
  /** `exact`: but for white space, case and the form of characters they are told the same. */
  readonly kind: "exact" | "near";
  /** The share of five-character pieces that they have in common, 0 to 1; 1 where they are exact. */
  readonly similarity: number;
  /**
   * `remove`: the second adds nothing to the first. `cluster`: their ground truths differ, or the second has tags that the first
   * has not; both stay, as cases of one cluster.
   */
  readonly advice: "remove" | "cluster";
}

interface AlikeSettings {
  /** From which similarity on two cases are alike, above 0 and at most 1. Default: 0.8. */
  readonly threshold?: number;
}

export const usualThreshold = 0.8;
/** Cases that share a band are mostly alike; where whole datasets do, only the first ones are looked at. */
const mostInBand = 50;

interface Kept {
  readonly testCase: Case;
  readonly told: string;
  readonly truth: string;
  readonly shingles: ReadonlySet<number>;
}

/**
 * Each case that is like an earlier one that stays. Cases of one cluster are known to be alike, and are no pair unless they
 * are exactly the same and one can go. Without those with the advice `remove`, none with that advice is found any more.
 */
export function findAlike(
  cases: Iterable<Case>,
  { threshold = usualThreshold }: AlikeSettings = {},
): readonly AlikePair[] {
  const index = new KeptIndex(threshold);
  const pairs: AlikePair[] = [];
  for (const testCase of cases) {
    const one: Kept = {
      testCase,
      told: digestTold(testCase),
      truth: contentDigest(testCase.groundTruth ?? null),
      shingles: toShingles(toComparedText(testCase)),
    };
    const found = index.find(one);
    const removable = found.find(({ advice }) => advice === "remove");
    const pair = removable ?? found[0];
    if (pair !== undefined) pairs.push(pair);
    if (removable === undefined) index.add(one);
  }
  return pairs;
}

class KeptIndex {
  readonly #threshold: number;
  readonly #byTold = new Map<string, Kept[]>();
  readonly #byBand = new Map<string, Kept[]>();

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  add(one: Kept): void {
    put(this.#byTold, one.told, one);
    for (const key of toBandKeys(one.shingles)) put(this.#byBand, key, one);
  }

  /** The pairs of a case with those that were kept, the most alike first. */
  find(one: Kept): readonly AlikePair[] {
    const exact = this.#byTold.get(one.told) ?? [];
    const near = new Set(toBandKeys(one.shingles).flatMap((key) => this.#byBand.get(key) ?? []));
    const pairs = [
      ...exact.map((kept) => toPair(kept, one, 1)),
      ...[...near]
        .filter((kept) => kept.told !== one.told)
        .map((kept) => ({ kept, share: similarity(kept.shingles, one.shingles) }))
        .filter(({ share }) => share >= this.#threshold)
        .map(({ kept, share }) => toPair(kept, one, share)),
    ];
    return pairs
      .filter((pair) => pair !== null)
      .toSorted((left, right) => right.similarity - left.similarity);
  }
}

function put(map: Map<string, Kept[]>, key: string, one: Kept): void {
  const list = map.get(key) ?? [];
  if (list.length < mostInBand) list.push(one);
  map.set(key, list);
}

function toPair(kept: Kept, one: Kept, share: number): AlikePair | null {
  const isExact = kept.told === one.told;
  const tags = new Set(kept.testCase.tags);
  const addsNothing = kept.truth === one.truth && one.testCase.tags.every((tag) => tags.has(tag));
  const { cluster } = kept.testCase;
  const isKnown = cluster !== null && cluster === one.testCase.cluster;
  if (isKnown && !(isExact && addsNothing)) return null;
  return {
    id: kept.testCase.id,
    duplicate: one.testCase.id,
    kind: isExact ? "exact" : "near",
    similarity: share,
    advice: addsNothing ? "remove" : "cluster",
  };
}
