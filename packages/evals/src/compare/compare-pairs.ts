import { PromptrailError } from "@promptrail/core";
import type { Evaluator } from "../runner/evaluator/evaluator.js";
import { localEvaluator } from "../runner/evaluator/race-eval.js";
import type { ComparedPair, LostRuns } from "./compared-pair.js";
import { countEvals } from "./count-evals.js";
import { findDifferingPairs } from "./find-differing-pairs.js";
import { type ComparedSuite, judgePairs, type PairProgress } from "./judge-pairs.js";
import { takeMeasures } from "./measures/take-measures.js";
import { countFailures, sortPairs } from "./sort-pairs.js";
import type { VersionComparison } from "./version-comparison.js";

export interface ComparePairsRequest {
  readonly family: string;
  /** The version that b is compared with: the active one, where one of them is. */
  readonly a: number;
  /** The candidate. */
  readonly b: number;
  /** Where the pairs come from. */
  readonly source: "shadow" | "dataset";
  /** In any order, each with an id of its own. */
  readonly pairs: readonly ComparedPair[];
  /** The family's; null where it has none, so that no eval judges. */
  readonly suite: ComparedSuite | null;
  /** Shadow runs that left no pair. Default: null, where there are none. */
  readonly lost?: LostRuns | null;
  /** How often one interval may leave the truth out at any look; above 0 and below 0.5. Default: 0.05. */
  readonly alpha?: number | undefined;
  /** How many of the pairs that differ most are told. Default: 5. */
  readonly examples?: number | undefined;
  /** Runs the evals. Default: in this thread, which an eval that never ends holds up. */
  readonly evaluator?: Evaluator | undefined;
  /** Ends the comparison, which then throws its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each pair. */
  readonly onProgress?: ((progress: PairProgress) => void) | undefined;
}

/**
 * Compares two versions on the same inputs: by every eval of the suite that can judge the pairs, by success, length, latency,
 * tokens and cost. Every interval and p holds however often one looks, and the order of the pairs does not matter.
 *
 * A failure of b scores 0. Pairs in which a fallback answered, a's vendor failed, or a call ended for neither's fault are left out
 * and counted. Latency, length, tokens and cost are compared where both sides succeeded.
 *
 * @throws PromptrailError `request_invalid` for two versions that are one, pairs with the same id, or another alpha.
 */
export async function comparePairs(request: ComparePairsRequest): Promise<VersionComparison> {
  requireRequest(request);
  const { family, a, b, source, pairs, suite, lost = null, alpha = 0.05, examples = 5 } = request;
  const { evaluator = localEvaluator, onProgress = () => {} } = request;
  const { signal = new AbortController().signal } = request;
  const { compared, excluded } = sortPairs(pairs);
  const judged = await judgePairs({
    pairs: compared,
    suite: suite ?? { family, suiteHash: "", evals: [] },
    evaluator,
    signal,
    onProgress,
  });
  return {
    family,
    a,
    b,
    source,
    alpha,
    given: pairs.length,
    compared: compared.length,
    excluded,
    withoutText: compared.filter(({ a: one, b: other }) => one.text === null || other.text === null)
      .length,
    lost,
    failures: countFailures(compared),
    measures: takeMeasures(judged, alpha),
    evals: countEvals(judged, suite?.evals ?? []),
    examples: findDifferingPairs(judged, examples),
  };
}

function requireRequest({ family, a, b, pairs, alpha = 0.05 }: ComparePairsRequest): void {
  const refuse = (reason: string): never => {
    throw new PromptrailError("request_invalid", `The comparison of family "${family}" ${reason}`, {
      family,
    });
  };
  if (a === b) refuse(`names version ${a} twice. Name two versions.`);
  if (!(alpha > 0 && alpha < 0.5)) {
    refuse(`has the alpha ${alpha}. Give one between 0 and 0.5, such as 0.05.`);
  }
  const ids = new Set<string>();
  for (const { id } of pairs) {
    if (ids.has(id)) {
      refuse(`has two pairs with the id "${id}". Give each input once: it would count twice.`);
    }
    ids.add(id);
  }
}
