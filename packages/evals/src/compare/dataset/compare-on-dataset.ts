import { PromptrailError, type Suite } from "@promptrail/core";
import { type AnswerBook, noAnswerBook } from "../../answers/answer-book.js";
import { keepAnswers } from "../../answers/keep-answers.js";
import { estimateCase } from "../../evaluate/estimate-case.js";
import type { EvaluateRequest } from "../../evaluate/evaluate.js";
import type { EvaluatedVersion, EvaluatePorts } from "../../evaluate/evaluate-ports.js";
import { requirePrices, requireSuite } from "../../evaluate/require-runnable.js";
import { stoppingAt, withAnswerBooks } from "../../evaluate/with-answer-books.js";
import { withAids, withinLimit } from "../../runner/evaluator/count-aids.js";
import { localEvaluator } from "../../runner/evaluator/race-eval.js";
import type { RunCase } from "../../runner/run-answer.js";
import { type PairedRun, runPairedEval } from "../../runner/run-paired-eval.js";
import { comparePairs } from "../compare-pairs.js";
import type { PairProgress } from "../judge-pairs.js";
import type { VersionComparison } from "../version-comparison.js";
import { AnsweredSides } from "./answered-sides.js";

/** What is compared on a dataset, and how it is run. */
export interface CompareOnDatasetRequest
  extends Pick<
    EvaluateRequest,
    | ("family" | "answersFolder" | "fresh" | "concurrency" | "costLimit" | "select")
    | ("signal" | "abandon" | "evaluator" | "onKept" | "onProgress")
  > {
  /** The version that b is compared with. */
  readonly a: number;
  /** The candidate. */
  readonly b: number;
  /** As in `comparePairs`. */
  readonly alpha?: number | undefined;
  readonly examples?: number | undefined;
  /** Told after each pair that was judged, once all are answered. */
  readonly onJudged?: ((progress: PairProgress) => void) | undefined;
}

/** A comparison on a dataset, and how its run went. */
export interface DatasetComparison {
  readonly comparison: VersionComparison;
  /** Cases that have no answers, and why, where the run was stopped: they are in no pair. */
  readonly run: Pick<PairedRun, "total" | "missing" | "stop" | "selected" | "earlier">;
}

/**
 * Runs two versions on the dataset of their family's suite, as often as the suite repeats a case, and compares the answers by its
 * evals, also those that need a ground truth. Repeats of a case count as one. A run that was stopped goes on where it
 * stopped, also one of `evaluate` that compares the same two. It stores no evidence.
 *
 * @throws PromptrailError what `evaluate` and `comparePairs` throw.
 */
export async function compareOnDataset<Version extends EvaluatedVersion>(
  ports: Omit<EvaluatePorts<Version>, "evidence">,
  request: CompareOnDatasetRequest,
): Promise<DatasetComparison> {
  const { family, answersFolder: folder, fresh = false } = request;
  if (request.a === request.b) throw sameVersion(request);
  const a = ports.resolve(family, request.a);
  const b = ports.resolve(family, request.b);
  const suite = requireSuite(ports.suites, family);
  if (request.costLimit !== undefined) requirePrices(ports, [a, b]);
  const contentHashes = { a: a.contentHash, b: b.contentHash };
  return withAnswerBooks({ folder, contentHashes, fresh }, (books, failed) =>
    compare({ ports, request: stoppingAt(request, failed), suite, a, b, books }),
  );
}

interface Work<Version extends EvaluatedVersion> {
  readonly ports: Omit<EvaluatePorts<Version>, "evidence">;
  readonly request: CompareOnDatasetRequest;
  readonly suite: Suite;
  readonly a: Version;
  readonly b: Version;
  readonly books: ReadonlyMap<"a" | "b", AnswerBook>;
}

async function compare<Version extends EvaluatedVersion>(
  work: Work<Version>,
): Promise<DatasetComparison> {
  const { ports, request, suite, a, b } = work;
  const { family, alpha, examples, abandon, evaluator, onJudged } = request;
  const sides = new AnsweredSides();
  const { results, ...run } = await runPairedEval({
    // Its evals judge once, when all pairs are there.
    suite: { ...suite, evals: [] },
    concurrency: request.concurrency,
    signal: request.signal,
    abandon,
    onKept: request.onKept,
    onProgress: request.onProgress,
    select: request.select,
    costLimit: request.costLimit,
    mostCost: estimateCase(ports, { ...suite, evals: [] }, [b, a]),
    baseline: sides.listen("a", toRunCase(work, "a")),
    candidate: sides.listen("b", toRunCase(work, "b")),
  });
  const comparison = await comparePairs({
    family,
    a: a.version,
    b: b.version,
    source: "dataset",
    pairs: await sides.toPairs(suite.dataset, new Set(results.map(({ id }) => id))),
    suite,
    alpha,
    examples,
    evaluator: withAids(evaluator ?? localEvaluator, withinLimit(ports.aids, request.costLimit)),
    signal: abandon,
    onProgress: onJudged,
  });
  return { comparison, run };
}

function toRunCase<Version extends EvaluatedVersion>(
  work: Work<Version>,
  side: "a" | "b",
): RunCase {
  const ask: RunCase = (testCase, call) => work.ports.run(work[side], testCase, call);
  return keepAnswers(ask, work.books.get(side) ?? noAnswerBook);
}

function sameVersion({ family, a }: CompareOnDatasetRequest): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `The comparison of family "${family}" names version ${a} twice. Nothing was run. Name two versions.`,
    { family },
  );
}
