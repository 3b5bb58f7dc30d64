import { join } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError } from "@promptrail/core";
import {
  type EvaluatePorts,
  type EvaluateRequest,
  type Evaluation,
  type Evaluator,
  evaluate,
  formatKept,
  formatProgress,
  type KeptCases,
  keepInStore,
  type NamedModel,
} from "@promptrail/evals/run";
import type { ServableVersion } from "@promptrail/runtime";
import type { Terminal } from "../../terminal.js";
import type { EvidenceFile } from "../evidence/evidence-file.js";
import { createEstimateVerdict, createRunJudge } from "../judging/run-judge.js";
import { createProgressLine } from "../progress-line.js";
import type { FindRunnable, Runnable } from "../running/with-runnable.js";
import { type SharedRunsLink, waitingCases } from "../sharing/open-shared-runs.js";
import { withStopSignals } from "../stop-signal.js";
import { createEvalAids } from "./create-eval-aids.js";
import { findActivation } from "./find-activation.js";
import { toEvaluatePorts } from "./to-evaluate-ports.js";
import { withProjectEvals } from "./with-project-evals.js";

/** One run of a suite. */
export type WantedRun = Pick<EvaluateRequest, "family" | "version" | "baseline">;

/** What a run found, and what its evidence did. */
export type FoundEvaluation = Evaluation<ServableVersion> & {
  /** The revision of the decision that its evidence was waited for, which made the candidate live; null for none. */
  readonly activatedRevision: number | null;
};

/** What runs found, and the one that ended in an error, if any: after it nothing runs. */
export interface FoundEvaluations {
  readonly evaluations: readonly FoundEvaluation[];
  /** Null where every run came to a verdict, or was stopped. */
  readonly failed: FailedRun | null;
}

export interface FailedRun {
  readonly family: string;
  readonly error: unknown;
}

export interface EvaluateEachSettings
  extends Pick<
    EvaluateRequest,
    | ("concurrency" | "fresh" | "actor" | "select" | "supersede")
    | ("costLimit" | "callLimit" | "retryErrors")
  > {
  readonly terminal: Terminal;
  readonly loaded: LoadedConfig;
  /** What runs the versions of a family. */
  readonly find: FindRunnable;
  readonly wanted: Iterable<WantedRun>;
  /** Where evidence goes instead of the store. */
  readonly evidenceFile: EvidenceFile | undefined;
  /** Lets workers ask the cases of a run; left out: they are asked here. */
  readonly share?: ((runnable: Runnable) => Promise<SharedRunsLink>) | undefined;
}

/**
 * One run after the other, with their progress. Where one is stopped, by Ctrl-C, a wrong key or its limit of cost,
 * those that did not begin are left out. What was judged before an error is kept beside it.
 */
export function evaluateEach(settings: EvaluateEachSettings): Promise<FoundEvaluations> {
  const { terminal, loaded } = settings;
  const onStop = () =>
    terminal.err("\nStopping after the running calls; press Ctrl-C again to stop them now.\n");
  return withStopSignals(onStop, ({ stop, abandon }) =>
    withProjectEvals(loaded, terminal, (evaluator) =>
      evaluateUntil({ ...settings, signal: stop, abandon, evaluator }),
    ),
  );
}

interface EvaluateUntilSettings extends EvaluateEachSettings {
  readonly signal: AbortSignal;
  readonly abandon: AbortSignal;
  readonly evaluator: Evaluator;
}

async function evaluateUntil(settings: EvaluateUntilSettings): Promise<FoundEvaluations> {
  const found: FoundEvaluation[] = [];
  for (const run of settings.wanted) {
    try {
      found.push(await evaluateWanted(settings, run));
    } catch (error) {
      return { evaluations: found, failed: { family: run.family, error } };
    }
    if (found.at(-1)?.run.stop !== undefined || settings.signal.aborted) break;
  }
  return { evaluations: found, failed: null };
}

async function evaluateWanted(
  settings: EvaluateUntilSettings,
  run: WantedRun,
): Promise<FoundEvaluation> {
  const { terminal, find, evidenceFile } = settings;
  const runnable = await find(run.family);
  if (evidenceFile !== undefined) requireComparison(runnable, run);
  const evaluation = await evaluateOne(settings, runnable, run);
  const isKept = runnable.isStored && evidenceFile === undefined;
  const activatedRevision = isKept
    ? await findActivation(runnable.promptrail, evaluation, terminal)
    : null;
  return { ...evaluation, activatedRevision };
}

/** One run, with its progress. What workers answered is done with once all of it was made use of. */
async function evaluateOne(
  { terminal, loaded, wanted: _all, find, evidenceFile, share, ...request }: EvaluateUntilSettings,
  runnable: Runnable,
  run: WantedRun,
): Promise<Evaluation<ServableVersion>> {
  const answersFolder = join(loaded.projectFolder, ".promptrail", "evals");
  const judging = { run: createRunJudge(find), mostCostOf: createEstimateVerdict(find), modelOf };
  const aids = createEvalAids(find, loaded.config);
  const { show: onProgress, end } = createProgressLine(terminal, formatProgress);
  const onKept = (kept: KeptCases) => terminal.err(`${formatKept(run.family, kept)}\n`);
  const link = await share?.(runnable);
  const ports = { ...toPorts(runnable, loaded, evidenceFile), judging, aids, ...takenFrom(link) };
  const concurrency = request.concurrency ?? (link === undefined ? undefined : waitingCases);
  const abandon =
    link === undefined ? request.abandon : AbortSignal.any([request.abandon, link.ended]);
  const whole = { ...request, ...run, abandon, concurrency, answersFolder, onKept, onProgress };
  try {
    const evaluation = await evaluate(ports, whole);
    if (evaluation.run.missing === 0) await link?.end();
    return evaluation;
  } finally {
    end();
    await link?.close();
  }
}

function takenFrom(link: SharedRunsLink | undefined) {
  return link === undefined ? {} : { takeAnswers: link.takeAnswers };
}

function modelOf({ content: { provider, model } }: ServableVersion): NamedModel {
  return { provider, model };
}

/** @throws PromptrailError `request_invalid` for a version that would be compared with itself. */
function requireComparison(
  { promptrail }: Runnable,
  { family, version, baseline }: WantedRun,
): void {
  if (version === undefined || baseline !== undefined) return;
  const active = promptrail.resolve(family).version;
  if (active.version !== version) return;
  throw new PromptrailError(
    "request_invalid",
    `${active.key} is active itself, so there is nothing to compare it with, and no evidence to write. Nothing was run. Where no store is known, \`promptrail eval --changed --evidence FILE\` compares with what the base of the branch declares active.`,
    { family, version },
  );
}

function toPorts(
  { promptrail, isStored }: Runnable,
  { config }: LoadedConfig,
  evidenceFile: EvidenceFile | undefined,
): EvaluatePorts<ServableVersion> {
  const { environment } = promptrail;
  const inStore = isStored ? keepInStore(environment, promptrail.evidence) : null;
  return {
    ...toEvaluatePorts(promptrail, config),
    evidence: evidenceFile?.toKeeper(environment) ?? inStore,
  };
}
