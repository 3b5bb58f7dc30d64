import { PromptrailError, type Suite } from "@promptrail/core";
import type { EvaluateRequest } from "../../evaluate/evaluate.js";
import type { EvaluatedVersion, EvaluatePorts } from "../../evaluate/evaluate-ports.js";
import { requirePrices, requireSuite } from "../../evaluate/require-runnable.js";
import { withJournal } from "../../evaluate/with-journal.js";
import type { Journal } from "../../journal/open-journal.js";
import { withAids, withinLimit } from "../../runner/evaluator/count-aids.js";
import { localEvaluator } from "../../runner/evaluator/race-eval.js";
import { type PairedRun, runPairedEval } from "../../runner/run-paired-eval.js";
import { comparePairs } from "../compare-pairs.js";
import type { PairProgress } from "../judge-pairs.js";
import type { VersionComparison } from "../version-comparison.js";
import { AnsweredSides } from "./answered-sides.js";

/** What is compared on a dataset, and how it is run. */
export interface CompareOnDatasetRequest
  extends Pick<
    EvaluateRequest,
    | ("family" | "journalFolder" | "fresh" | "concurrency" | "costLimit" | "select")
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
  const { family, journalFolder, fresh = false } = request;
  if (request.a === request.b) throw sameVersion(request);
  const a = ports.resolve(family, request.a);
  const b = ports.resolve(family, request.b);
  const suite = requireSuite(ports.suites, family);
  if (request.costLimit !== undefined) requirePrices(ports, [a, b]);
  const header = {
    contentHash: b.contentHash,
    baselineHash: a.contentHash,
    datasetHash: await suite.hashDataset(),
    suiteHash: suite.suiteHash,
  };
  return withJournal({ folder: journalFolder, fresh, header, isKept: false }, (journal) =>
    compare({ ports, request, suite, a, b, journal }),
  );
}

interface Work<Version extends EvaluatedVersion> {
  readonly ports: Omit<EvaluatePorts<Version>, "evidence">;
  readonly request: CompareOnDatasetRequest;
  readonly suite: Suite;
  readonly a: Version;
  readonly b: Version;
  readonly journal: Journal;
}

async function compare<Version extends EvaluatedVersion>(
  work: Work<Version>,
): Promise<DatasetComparison> {
  const { ports, request, suite, a, b, journal } = work;
  const { family, alpha, examples, abandon, evaluator, onJudged } = request;
  const sides = new AnsweredSides(journal.previous);
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
    previous: journal.previous,
    onAnswers: journal.append,
    baseline: sides.listen("a", (testCase, stop) => ports.run(a, testCase, stop)),
    candidate: sides.listen("b", (testCase, stop) => ports.run(b, testCase, stop)),
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

function sameVersion({ family, a }: CompareOnDatasetRequest): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `The comparison of family "${family}" names version ${a} twice. Nothing was run. Name two versions.`,
    { family },
  );
}
