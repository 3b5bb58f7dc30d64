import { collectPairs, countDiscordant } from "../../gate/compare/collect-pairs.js";
import type { EstimatedFigure } from "../../gate/side-figures.js";
import { type SideCase, summariseSide } from "../../gate/summarise-side.js";
import type { PairedCaseResult } from "../../runner/case-result.js";
import { normalCdf, normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import { sumByCluster } from "../../statistics/means/clustered-error.js";
import { estimateMean } from "../../statistics/means/mean-estimate.js";
import { benjaminiHochberg } from "../../statistics/multiplicity/adjust-p.js";
import { mcnemar } from "../../statistics/paired/mcnemar.js";
import { signFlipTest } from "../../statistics/paired/sign-flip-test.js";
import { tangoInterval } from "../../statistics/paired/tango.js";

/** How much a table of tags may call shown that is not so. */
const falseShare = 0.05;
const tail = 0.025;
/** The exact test costs thousands of sums a tag; of more units the normal distribution gives the same. */
const mostFlipped = 200;

/** How the candidate did on the cases with a tag, against the baseline: to explore, no part of a verdict. */
export interface TagDifference {
  readonly tag: string;
  /** Pairs. */
  readonly n: number;
  /** Candidate minus baseline, with the 95 % interval of this tag alone; null without pairs. */
  readonly difference: EstimatedFigure | null;
  /** What is shown with all tags taken together (Benjamini and Hochberg, 5 %) and by the interval of its own; null: nothing. */
  readonly shown: "better" | "worse" | null;
}

/** How one version did on the cases with a tag. */
export interface TagRate {
  readonly tag: string;
  /** Cases with a score. */
  readonly n: number;
  readonly passRate: EstimatedFigure | null;
}

/** Both of all tags, those of the most cases first. */
export function findTagDifferences(results: readonly PairedCaseResult[]): readonly TagDifference[] {
  const tags = groupByTag(results).map(([tag, tagged]) => ({ tag, ...compareTag(tagged) }));
  const adjusted = benjaminiHochberg(tags.map(({ p }) => p));
  return tags.map(({ tag, n, difference }, at) => {
    const isShown = (adjusted[at] ?? 1) <= falseShare && difference !== null;
    return { tag, n, difference, shown: isShown ? nameSide(difference) : null };
  });
}

export function findTagRates(
  results: readonly (SideCase & { readonly tags: readonly string[] })[],
): readonly TagRate[] {
  return groupByTag(results).map(([tag, tagged]) => {
    const { cases, passRate } = summariseSide(tagged);
    return { tag, n: cases, passRate };
  });
}

/** Where few pairs differ the interval is wider than the test: a slice whose interval holds 0 is not called worse beside it. */
function nameSide({ lower, upper }: EstimatedFigure): TagDifference["shown"] {
  if (lower > 0) return "better";
  return upper < 0 ? "worse" : null;
}

function groupByTag<Result extends { readonly tags: readonly string[] }>(
  results: readonly Result[],
): readonly (readonly [tag: string, tagged: readonly Result[]])[] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    for (const tag of new Set(result.tags)) {
      const group = groups.get(tag);
      if (group === undefined) groups.set(tag, [result]);
      else group.push(result);
    }
  }
  return [...groups].sort(
    ([left, some], [right, others]) => others.length - some.length || (left < right ? -1 : 1),
  );
}

interface ComparedTag extends Pick<TagDifference, "n" | "difference"> {
  /** Two-sided. */
  readonly p: number;
}

function compareTag(results: readonly PairedCaseResult[]): ComparedTag {
  const pairs = collectPairs(results);
  const { differences, clusters } = pairs;
  const n = differences.length;
  if (n === 0) return { n, difference: null, p: 1 };
  if (pairs.isBinary && !pairs.isClustered) {
    const discordant = countDiscordant(pairs);
    const value = (discordant.gained - discordant.lost) / n;
    const interval = tangoInterval({ n, ...discordant }, normalQuantile(1 - tail));
    return { n, difference: { value, ...interval }, p: mcnemar(discordant).p };
  }
  const bounds = { lower: -1, upper: 1 };
  const estimate = estimateMean({ values: differences, clusters, alpha: tail, bounds });
  const { mean: value, interval, standardError } = estimate;
  const sums = sumByCluster(differences, clusters);
  const p = sums.length <= mostFlipped ? flipSigns(sums) : normalP(value, standardError);
  return { n, difference: { value, ...interval }, p };
}

function normalP(difference: number, standardError: number): number {
  return difference === 0 ? 1 : 2 * normalCdf(-Math.abs(difference / standardError));
}

function flipSigns(sums: readonly number[]): number {
  const sides = [signFlipTest(sums), signFlipTest(sums.map((sum) => -sum))];
  return Math.min(1, 2 * Math.min(...sides));
}
