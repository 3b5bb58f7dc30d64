import type { AnswerError, EvidenceRun, ScoredAnswer } from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import { type JudgedRun, toEvidenceSubject } from "../report/json/to-evidence-subject.js";
import type { Trial, TrialError } from "../runner/case-result.js";

/** No case of the run is missing. */
export interface ToEvidenceRunSettings extends JudgedRun {
  readonly environment: string;
  readonly ranBy: string;
  /** Default: now. */
  readonly ranAt?: Date;
  /** Why it takes the place of an earlier run of the same comparison. */
  readonly supersede?: string | undefined;
}

/** In UTF-16 units: a reason is read by a person, and may quote a whole answer. */
export const longestReason = 500;

/** A comparison as it is brought to where its evidence is kept: its scores, without answers and contexts. */
export function toEvidenceRun(settings: ToEvidenceRunSettings): EvidenceRun {
  const { run, verdict, environment, ranBy, ranAt = new Date(), supersede } = settings;
  return {
    environment,
    ...toEvidenceSubject(settings),
    ranAt,
    ranBy,
    verdict: verdict.verdict,
    earlier: run.earlier,
    supersede,
    judges: run.judges,
    cases: run.results.map((result) => ({
      id: result.id,
      candidate: result.candidate.map(toScoredAnswer),
      baseline: result.baseline.map(toScoredAnswer),
    })),
  };
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
