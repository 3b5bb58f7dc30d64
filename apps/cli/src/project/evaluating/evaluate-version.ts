import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PromptrailError, type Suite } from "@promptrail/core";
import {
  type AloneVerdict,
  type EvalRun,
  type GateVerdict,
  type JournalHeader,
  judge,
  judgeAlone,
  openJournal,
  type PairedRun,
  type Progress,
  type RunCase,
  runEval,
  runPairedEval,
  toEvidence,
  toJournalName,
} from "@promptrail/evals";
import type { Promptrail, ServableVersion } from "@promptrail/runtime";
import type { StopSignals } from "../stop-signal.js";
import { saveEvidence } from "./save-evidence.js";

export interface EvaluateSettings {
  readonly promptrail: Promptrail;
  /** False where nothing is kept: the family is not in the store, or the run is of what the code declares. */
  readonly isStored: boolean;
  readonly projectFolder: string;
  readonly family: string;
  /** Undefined: the active version. */
  readonly version: number | undefined;
  /** What it is compared with; null: nothing. Default: the active version. */
  readonly baseline?: number | null;
  readonly concurrency: number | undefined;
  /** Begins again instead of going on where a run stopped. */
  readonly fresh: boolean;
  readonly actor: string;
  readonly signals: StopSignals;
  readonly onProgress: (progress: Progress) => void;
}

/** What an eval found: of one version alone, or of a candidate against the active one. */
export type Evaluation =
  | {
      readonly kind: "single";
      readonly run: EvalRun;
      readonly verdict: AloneVerdict;
      readonly candidate: ServableVersion;
    }
  | {
      readonly kind: "gate";
      readonly run: PairedRun;
      readonly verdict: GateVerdict;
      readonly candidate: ServableVersion;
      readonly baseline: ServableVersion;
      /** Null where none is stored, as of a run that was stopped: it says nothing yet. */
      readonly evidenceId: string | null;
    };

/** Runs a family's suite; a comparison with the active version is stored as evidence. */
export async function evaluateVersion(settings: EvaluateSettings): Promise<Evaluation> {
  const { promptrail, family, version } = settings;
  const candidate = promptrail.resolve(family, version).version;
  const suite = requireSuite(promptrail, family);
  if (settings.baseline === null) return evaluateAlone(settings, suite, candidate);
  const baseline = promptrail.resolve(family, settings.baseline).version;
  if (candidate.version === baseline.version) return evaluateAlone(settings, suite, candidate);
  return compare(settings, suite, candidate, baseline);
}

async function evaluateAlone(
  settings: EvaluateSettings,
  suite: Suite,
  candidate: ServableVersion,
): Promise<Evaluation> {
  const header = await toHeader(suite, candidate, null);
  const path = await toJournalPath(settings, header);
  const journal = await openJournal({ path, header });
  try {
    const run = await runEval({
      ...toRunSettings(settings, suite),
      previous: journal.previous,
      onAnswers: journal.append,
      run: toRunCase(settings.promptrail, candidate),
    });
    await removeFinished(path, run.missing);
    return { kind: "single", run, verdict: judgeAlone(run, suite), candidate };
  } finally {
    await journal.close();
  }
}

async function compare(
  settings: EvaluateSettings,
  suite: Suite,
  candidate: ServableVersion,
  baseline: ServableVersion,
): Promise<Evaluation> {
  const { promptrail } = settings;
  const header = await toHeader(suite, candidate, baseline);
  const path = await toJournalPath(settings, header);
  const journal = await openJournal({ path, header });
  try {
    const run = await runPairedEval({
      ...toRunSettings(settings, suite),
      previous: journal.previous,
      onAnswers: journal.append,
      candidate: toRunCase(promptrail, candidate),
      baseline: toRunCase(promptrail, baseline),
    });
    const verdict = judge(run, suite);
    const evidence = toEvidence({ run, verdict, candidate, baseline, actor: settings.actor });
    const isKept = run.missing === 0 && settings.isStored;
    // Before the journal goes: its answers were paid for, and the store may be away by now.
    if (isKept) await saveEvidence(promptrail, evidence, path);
    await removeFinished(path, run.missing);
    const evidenceId = isKept ? evidence.id : null;
    return { kind: "gate", run, verdict, candidate, baseline, evidenceId };
  } finally {
    await journal.close();
  }
}

function requireSuite({ suites }: Promptrail, family: string): Suite {
  const suite = suites.get(family);
  if (suite !== undefined) return suite;
  throw new PromptrailError(
    "request_invalid",
    `Family "${family}" has no suite, so there is nothing to run. Make one with defineSuite and add it to the config's suites.`,
    { family },
  );
}

async function toHeader(
  suite: Suite,
  candidate: ServableVersion,
  baseline: ServableVersion | null,
): Promise<JournalHeader> {
  return {
    contentHash: candidate.contentHash,
    baselineHash: baseline?.contentHash ?? null,
    datasetHash: await suite.hashDataset(),
    suiteHash: suite.suiteHash,
  };
}

async function toJournalPath(
  { projectFolder, fresh }: EvaluateSettings,
  header: JournalHeader,
): Promise<string> {
  const path = join(projectFolder, ".promptrail", "evals", toJournalName(header));
  if (fresh) await rm(path, { force: true });
  return path;
}

/** A run that was stopped goes on; one that ended is measured anew next time, not read back. */
async function removeFinished(path: string, missing: number): Promise<void> {
  if (missing === 0) await rm(path, { force: true });
}

function toRunSettings({ concurrency, signals, onProgress }: EvaluateSettings, suite: Suite) {
  const { stop: signal, abandon } = signals;
  return {
    suite,
    signal,
    abandon,
    onProgress,
    concurrency,
  };
}

function toRunCase(promptrail: Promptrail, { family, version }: ServableVersion): RunCase {
  return ({ context }, signal) => promptrail.evaluate(family, version, context, { signal });
}
