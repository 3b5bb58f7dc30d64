import type { Case } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";

/** A part of a dataset, and its share of the cases, in any unit: 80 and 20, or 4 and 1. */
export interface SplitPart {
  readonly name: string;
  readonly weight: number;
}

export interface SplitResult {
  /** The part of each case, by its id. */
  readonly partOf: ReadonlyMap<string, string>;
  readonly parts: readonly SplitCount[];
  /** The share of cases that would have to change their part for every tag, and all cases, to be in the wanted shares; 0 to 1. */
  readonly imbalance: number;
}

export interface SplitCount {
  readonly name: string;
  /** The share that was asked for, 0 to 1. */
  readonly wanted: number;
  readonly cases: number;
  /** Of each tag of the dataset, how many cases are in this part. */
  readonly tags: ReadonlyMap<string, number>;
}

type SplitCase = Pick<Case, "id" | "cluster" | "tags">;

/**
 * Divides cases by a hash of the seed and of their cluster, or of their id where they have none: a cluster is never divided, and
 * a case that comes to the dataset moves none of the others. The shares are therefore met in the long run, not exactly.
 */
export function splitCases(
  cases: readonly SplitCase[],
  parts: readonly SplitPart[],
  seed: number,
): SplitResult {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const partOf = new Map(cases.map((each) => [each.id, choosePart(each, { parts, total, seed })]));
  const counted = parts.map(({ name, weight }): SplitCount => {
    const own = cases.filter(({ id }) => partOf.get(id) === name);
    return { name, wanted: weight / total, cases: own.length, tags: countTags(own) };
  });
  return { partOf, parts: counted, imbalance: measureImbalance(cases, counted) };
}

/** How many seeds are tried at most: of a large dataset, any is balanced, and fewer are. */
const mostSeeds = 200;
const mostPlaced = 100_000;

/**
 * The seed, of the first ones, whose parts have each tag most nearly in the shares that are asked for: of 200, of a dataset
 * with more than 500 cases of fewer.
 */
export function findBalancedSeed(cases: readonly SplitCase[], parts: readonly SplitPart[]): number {
  const tried = Math.min(
    mostSeeds,
    Math.max(1, Math.floor(mostPlaced / Math.max(1, cases.length))),
  );
  let best = { seed: 1, imbalance: Number.POSITIVE_INFINITY };
  for (let seed = 1; seed <= tried; seed += 1) {
    const { imbalance } = splitCases(cases, parts, seed);
    if (imbalance < best.imbalance) best = { seed, imbalance };
  }
  return best.seed;
}

function choosePart(
  { id, cluster }: SplitCase,
  asked: { readonly parts: readonly SplitPart[]; readonly total: number; readonly seed: number },
): string {
  const { parts, total, seed } = asked;
  const unit = cluster === null ? { id } : { cluster };
  const digest = contentDigest({ seed, ...unit });
  // 48 bits, 0 to 1, below 1.
  const place =
    Number.parseInt(digest.slice("sha256-".length, "sha256-".length + 12), 16) / 2 ** 48;
  let end = 0;
  for (const { name, weight } of parts) {
    end += weight / total;
    if (place < end) return name;
  }
  return parts.at(-1)?.name ?? "";
}

function countTags(cases: readonly SplitCase[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const tag of cases.flatMap(({ tags }) => [...new Set(tags)])) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}

/** Counted in cases, so that a tag of many cases weighs more than one of a single case, which no part can have in its share. */
function measureImbalance(cases: readonly SplitCase[], parts: readonly SplitCount[]): number {
  const tags = countTags(cases);
  const counts = [...tags.values(), cases.length];
  const all = counts.reduce((sum, each) => sum + each, 0);
  if (all === 0) return 0;
  const misplaced = parts.flatMap((part) => [
    Math.abs(part.cases - part.wanted * cases.length),
    ...[...tags].map(([tag, count]) => Math.abs((part.tags.get(tag) ?? 0) - part.wanted * count)),
  ]);
  // A case that one part has too much is one that another lacks.
  return misplaced.reduce((sum, each) => sum + each, 0) / (2 * all);
}
