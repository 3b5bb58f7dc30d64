import type { Suite } from "@promptrail/core";
import type { AnswerBook } from "../answers/answer-book.js";
import { judgeAlone } from "../gate/alone/judge-alone.js";
import { judge } from "../gate/judge.js";
import { countUsedAids } from "../runner/evaluator/count-aids.js";
import { runEval } from "../runner/run-eval.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import type { RunSettings } from "../runner/run-settings.js";
import { estimateCase } from "./estimate-case.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";
import type { Evaluation } from "./evaluation.js";
import { findSince, toJudgeHashes, toJudging, toRunCase } from "./kept-parts.js";
import { requirePrices, requireSuite } from "./require-runnable.js";
import { requireWritable, saveEvidence } from "./save-evidence.js";
import { stoppingAt, withAnswerBooks } from "./with-answer-books.js";

/** What is evaluated, and how. */
export interface EvaluateRequest
  extends Pick<
    RunSettings,
    | "concurrency"
    | "signal"
    | "abandon"
    | "evaluator"
    | "onKept"
    | "onProgress"
    | "select"
    | "costLimit"
    | "callLimit"
    | "retryErrors"
  > {
  readonly family: string;
  /** The candidate. Default: the active version. */
  readonly version?: number | undefined;
  /** What it is compared with; null: nothing. Default: the active version. */
  readonly baseline?: number | null | undefined;
  /** Who asks: evidence names them. */
  readonly actor: string;
  /** Where answers are kept: a run that was stopped goes on from there, and none is asked for twice within 24 hours. */
  readonly answersFolder: string;
  /** Asks for every answer, also one that is kept. Default: false; true where the run supersedes another one. */
  readonly fresh?: boolean;
  /**
   * Why this run takes the place of an earlier one of the same comparison. Default: an earlier one stays. It measures anew:
   * with the answers of the earlier one it could say nothing else.
   */
  readonly supersede?: string | undefined;
}

/**
 * Runs a family's suite: a candidate against the active version, whose comparison is stored as evidence once every
 * case has a result; or the active version alone.
 *
 * @throws PromptrailError `request_invalid` for a family without a suite, and for a limit of cost on a model whose
 * prices nobody knows; `dataset_invalid`; `file_unwritable`, where it stops; what `resolve` throws;
 * what the evidence's keeper throws, for a store that is away with the way to store it later.
 */
export async function evaluate<Version extends EvaluatedVersion>(
  ports: EvaluatePorts<Version>,
  request: EvaluateRequest,
): Promise<Evaluation<Version>> {
  const { family, version, baseline: chosen } = request;
  const candidate = ports.resolve(family, version);
  const suite = requireSuite(ports.suites, family);
  const baseline = chosen === null ? candidate : ports.resolve(family, chosen);
  const isAlone = candidate.version === baseline.version;
  if (request.costLimit !== undefined) requirePrices(ports, [candidate, baseline]);
  if (!isAlone && isWhole(request) && ports.evidence !== null) {
    await requireWritable(ports.evidence);
  }
  const { answersFolder: folder, fresh = request.supersede !== undefined } = request;
  const contentHashes = toContentHashes({ suite, candidate, baseline });
  const settings = { fresh, contentHashes, findsOwn: request.retryErrors };
  return withAnswerBooks({ folder, ...settings }, (books, failed) => {
    const stopping = stoppingAt(request, failed);
    const work = { ports, request: stopping, suite, candidate, books, failed };
    return isAlone ? evaluateAlone(work) : compare({ ...work, baseline });
  });
}

/** Whose answers a run takes and keeps: the baseline's, the candidate's, and the verdicts of each judge by its eval's name. */
function toContentHashes({
  suite,
  candidate,
  baseline,
}: {
  readonly suite: Suite;
  readonly candidate: EvaluatedVersion;
  readonly baseline: EvaluatedVersion;
}): Readonly<Record<string, string>> {
  return {
    baseline: baseline.contentHash,
    ...(candidate.version === baseline.version ? {} : { candidate: candidate.contentHash }),
    ...toJudgeHashes(suite.evals),
  };
}

interface Work<Version extends EvaluatedVersion> {
  readonly ports: EvaluatePorts<Version>;
  readonly request: EvaluateRequest;
  readonly suite: Suite;
  readonly candidate: Version;
  /** What is kept of earlier runs, by its part in this one. */
  readonly books: ReadonlyMap<string, AnswerBook>;
  /** Fires where an answer could not be written. */
  readonly failed: AbortSignal;
}

async function evaluateAlone<Version extends EvaluatedVersion>(
  work: Work<Version>,
): Promise<Evaluation<Version>> {
  const { ports, suite, candidate } = work;
  const taken = await ports.takeAnswers?.({
    suite,
    candidate,
    baseline: null,
    since: findSince(work.books),
  });
  const judging = toJudging(work, [candidate]);
  const counted = countUsedAids(ports.aids, suite);
  const mostCost = estimateCase(ports, suite, [candidate]);
  const settings = { ...toRunSettings(work), judging, mostCost, aids: counted?.aids };
  const run = await runEval({
    ...settings,
    run: taken?.candidate ?? toRunCase(work, candidate, "baseline"),
  });
  const aside = counted?.read() ?? null;
  return { kind: "single", run, verdict: judgeAlone(run, suite), candidate, aside };
}

async function compare<Version extends EvaluatedVersion>(
  work: Work<Version> & { readonly baseline: Version },
): Promise<Evaluation<Version>> {
  const { ports, request, suite, candidate, baseline } = work;
  const since = findSince(work.books);
  const taken = await ports.takeAnswers?.({ suite, candidate, baseline, since });
  const counted = countUsedAids(ports.aids, suite);
  const { begunAnew = 0 } = work.books.get("candidate") ?? {};
  const paired = await runPairedEval({
    ...toRunSettings(work),
    aids: counted?.aids,
    judging: toJudging(work, [candidate, baseline]),
    mostCost: estimateCase(ports, suite, [candidate, baseline]),
    candidate: taken?.candidate ?? toRunCase(work, candidate, "candidate"),
    baseline: taken?.baseline ?? toRunCase(work, baseline, "baseline"),
  });
  work.failed.throwIfAborted();
  const run = begunAnew === 0 ? paired : { ...paired, begunAnew };
  const verdict = judge(run, suite);
  const aside = counted?.read() ?? null;
  const found = { kind: "gate", run, verdict, candidate, baseline, aside } as const;
  if (run.missing > 0 || ports.evidence === null) {
    return { ...found, evidenceId: null, standing: null };
  }
  const { actor, supersede } = request;
  const compared = { run, verdict, candidate, baseline, actor, supersede };
  const { id, standing } = await saveEvidence(ports.evidence, compared, request.answersFolder);
  return { ...found, evidenceId: id, standing };
}

function toRunSettings({ request, suite }: Pick<Work<EvaluatedVersion>, "request" | "suite">) {
  const { concurrency, signal, abandon, evaluator, onKept, onProgress } = request;
  const { select, costLimit, callLimit, retryErrors } = request;
  const bounds = { concurrency, signal, abandon, select, costLimit, callLimit, retryErrors };
  return { suite, evaluator, onKept, onProgress, ...bounds };
}

/** A part of the cases gives no evidence, whatever comes of it. */
function isWhole({ select }: EvaluateRequest): boolean {
  return select === undefined;
}
