import { PromptrailError } from "@promptrail/core";
import type { RunReport } from "./run-result.js";

/**
 * Why a run ended without an answer. `outcome`: an answer that is no success; `failed`: no answer came, or a function
 * around the call threw; `cancelled`: the caller's signal fired.
 */
export type RunEnd = "step_limit" | "budget" | "deadline" | "cancelled" | "outcome" | "failed";

interface EndedRun {
  readonly reason: RunEnd;
  /** The step in which it ended, from 1. */
  readonly step: number;
  /** What happened and what to do, as a sentence. */
  readonly told: string;
  readonly report: RunReport;
  readonly cause?: unknown;
}

/** A run of tools that ended without an answer. What it has done so far is in `run`. */
export class RunError extends PromptrailError {
  readonly reason: RunEnd;
  /** The steps so far, what they cost, and the conversation, from which another run can go on. */
  readonly run: RunReport;

  constructor({ reason, step, told, report, cause }: EndedRun) {
    const { runId, family, version, key, steps, cost } = report;
    super(
      "run_ended",
      `The run of ${key} ended in step ${step} (${reason}): ${told}`,
      { reason, family, version, run_id: runId, steps: steps.length, cost },
      cause,
    );
    this.reason = reason;
    this.run = report;
  }
}
