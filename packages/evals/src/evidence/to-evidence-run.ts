import type { AnswerError, EvidenceRun, ScoredAnswer } from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import type { GateVerdict } from "../gate/gate-verdict.js";
import type { ComparedVersion } from "../report/json/to-evidence.js";
import type { Trial, TrialError } from "../runner/case-result.js";
import type { PairedRun } from "../runner/run-paired-eval.js";

export interface ToEvidenceRunSettings {
  /** Of which no case is missing. */
  readonly run: PairedRun;
  readonly verdict: GateVerdict;
  readonly candidate: ComparedVersion;
  readonly baseline: ComparedVersion;
  readonly environment: string;
  readonly ranBy: string;
  /** Default: now. */
  readonly ranAt?: Date;
}

/** In UTF-16 units: a reason is read by a person, and may quote a whole answer. */
export const longestReason = 500;

/** A comparison as it is brought to where its evidence is kept: its scores, without answers and contexts. */
export function toEvidenceRun(settings: ToEvidenceRunSettings): EvidenceRun {
  const { run, verdict, candidate, baseline, environment, ranBy, ranAt = new Date() } = settings;
  const made: EvidenceRun = {
    environment,
    family: run.family,
    version: candidate.version,
    contentHash: candidate.contentHash,
    baselineVersion: baseline.version,
    baselineHash: baseline.contentHash,
    datasetHash: run.datasetHash,
    suiteHash: run.suiteHash,
    ranAt,
    ranBy,
    verdict: verdict.verdict,
    cases: run.results.map((result) => ({
      id: result.id,
      candidate: result.candidate.map(toScoredAnswer),
      baseline: result.baseline.map(toScoredAnswer),
    })),
  };
  return run.earlier === undefined ? made : { ...made, earlier: run.earlier };
}

function toScoredAnswer(trial: Trial): ScoredAnswer {
  const { outcome, success, judgements, notApplicable, usage, cost, durationMs, error } = trial;
  return {
    outcome,
    evals: success
      ? judgements.map(({ name, passed, score, reason }) => {
          return { name, passed, score, reason: passed ? "" : toReason(reason) };
        })
      : [],
    notApplicable: notApplicable.map(({ name }) => name),
    inputTokens: usage.input,
    outputTokens: usage.output,
    cost,
    durationMs,
    error: error === null ? null : toAnswerError(error),
  };
}

function toAnswerError({ source, kind, message }: TrialError): AnswerError {
  return { source, kind, message: toReason(message) };
}

function toReason(text: string): string {
  return cutText(text.toWellFormed(), longestReason - 1);
}
