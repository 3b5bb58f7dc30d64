import type { Suite } from "@promptrail/core";
import { judgeAlone } from "../gate/alone/judge-alone.js";
import { judge } from "../gate/judge.js";
import type { Journal } from "../journal/open-journal.js";
import { createJudging } from "../judge/run/create-judging.js";
import { countAids } from "../runner/evaluator/count-aids.js";
import type { RunCase } from "../runner/run-answer.js";
import { runEval } from "../runner/run-eval.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import type { RunSettings } from "../runner/run-settings.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";
import type { Evaluation } from "./evaluation.js";
import { requirePrices, requireSuite } from "./require-runnable.js";
import { requireWritable, saveEvidence } from "./save-evidence.js";
import { withJournal } from "./with-journal.js";

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
  > {
  readonly family: string;
  /** The candidate. Default: the active version. */
  readonly version?: number | undefined;
  /** What it is compared with; null: nothing. Default: the active version. */
  readonly baseline?: number | null | undefined;
  /** Who asks: evidence names them. */
  readonly actor: string;
  /** The folder of the journals, from which a run that was stopped goes on. */
  readonly journalFolder: string;
  /** Begins again instead of going on where a run stopped. Default: false. */
  readonly fresh?: boolean;
  /** Why this run takes the place of an earlier one of the same comparison. Default: an earlier one stays. */
  readonly supersede?: string | undefined;
}

/**
 * Runs a family's suite: a candidate against the active version, whose comparison is stored as evidence once every
 * case has a result; or the active version alone.
 *
 * @throws PromptrailError `request_invalid` for a family without a suite, and for a limit of cost on a model whose
 * prices nobody knows; `dataset_invalid`; what `resolve` throws;
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
  const header = {
    contentHash: candidate.contentHash,
    baselineHash: isAlone ? null : baseline.contentHash,
    datasetHash: await suite.hashDataset(),
    suiteHash: suite.suiteHash,
  };
  const { journalFolder, fresh = false } = request;
  const isKept = !isAlone && ports.evidence?.isStore !== true;
  return withJournal({ folder: journalFolder, fresh, header, isKept }, (journal, path) => {
    const work = { ports, request, suite, candidate, journal };
    return isAlone ? evaluateAlone(work) : compare({ ...work, baseline, path });
  });
}

interface Work<Version extends EvaluatedVersion> {
  readonly ports: EvaluatePorts<Version>;
  readonly request: EvaluateRequest;
  readonly suite: Suite;
  readonly candidate: Version;
  readonly journal: Journal;
}

async function evaluateAlone<Version extends EvaluatedVersion>(
  work: Work<Version>,
): Promise<Evaluation<Version>> {
  const { ports, suite, candidate } = work;
  const judging = toJudging(ports, [candidate]);
  const counted = toCounted(work);
  const settings = { ...toRunSettings(work), judging, aids: counted?.aids };
  const run = await runEval({ ...settings, run: toRunCase(ports, candidate) });
  const aside = counted?.read() ?? null;
  return { kind: "single", run, verdict: judgeAlone(run, suite), candidate, aside };
}

async function compare<Version extends EvaluatedVersion>(
  work: Work<Version> & { readonly baseline: Version; readonly path: string },
): Promise<Evaluation<Version>> {
  const { ports, request, suite, candidate, baseline, path } = work;
  const counted = toCounted(work);
  const run = await runPairedEval({
    ...toRunSettings(work),
    aids: counted?.aids,
    judging: toJudging(ports, [candidate, baseline]),
    candidate: toRunCase(ports, candidate),
    baseline: toRunCase(ports, baseline),
  });
  const verdict = judge(run, suite);
  const aside = counted?.read() ?? null;
  const found = { kind: "gate", run, verdict, candidate, baseline, aside } as const;
  if (run.missing > 0 || ports.evidence === null) {
    return { ...found, evidenceId: null, standing: null };
  }
  const { actor, supersede } = request;
  const compared = { run, verdict, candidate, baseline, actor, supersede };
  // Before the journal goes: its answers were paid for, and the store may be away by now.
  const { id, standing } = await saveEvidence(ports.evidence, compared, path);
  return { ...found, evidenceId: id, standing };
}

function toRunSettings({
  request,
  suite,
  journal,
}: Pick<Work<EvaluatedVersion>, "request" | "suite" | "journal">): RunSettings {
  const { concurrency, signal, abandon, evaluator, onKept, onProgress, select, costLimit } =
    request;
  const { previous, append: onAnswers } = journal;
  const watched = { onKept, onProgress, onAnswers };
  return {
    suite,
    concurrency,
    signal,
    abandon,
    evaluator,
    previous,
    select,
    costLimit,
    ...watched,
  };
}

/** Null where no eval of the suite uses anything. */
function toCounted<Version extends EvaluatedVersion>({ ports: { aids }, suite }: Work<Version>) {
  const isUsed = suite.evals.some(({ uses }) => uses !== undefined);
  return aids === undefined || !isUsed ? null : countAids(aids);
}

function toJudging<Version extends EvaluatedVersion>(
  { judging }: EvaluatePorts<Version>,
  versions: readonly Version[],
): RunSettings["judging"] {
  if (judging === undefined) return undefined;
  return createJudging({ run: judging.run, tested: versions.map(judging.modelOf) });
}

function toRunCase<Version extends EvaluatedVersion>(
  { run }: EvaluatePorts<Version>,
  version: Version,
): RunCase {
  return (testCase, signal) => run(version, testCase, signal);
}

/** A part of the cases gives no evidence, whatever comes of it. */
function isWhole({ select }: EvaluateRequest): boolean {
  return select === undefined;
}
