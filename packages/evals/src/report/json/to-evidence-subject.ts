import type { EvidenceSubject } from "@promptrail/core/lifecycle";
import type { GateVerdict } from "../../gate/gate-verdict.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";

/** A version as evidence names it. */
export interface ComparedVersion {
  readonly version: number;
  readonly contentHash: string;
}

/** A run of two versions, and what the gate made of it. */
export interface JudgedRun {
  readonly run: PairedRun;
  readonly verdict: GateVerdict;
  readonly candidate: ComparedVersion;
  /** The version that was active when the run began. */
  readonly baseline: ComparedVersion;
}

/** What the evidence of a run is about. */
export function toEvidenceSubject({ run, candidate, baseline }: JudgedRun): EvidenceSubject {
  return {
    family: run.family,
    version: candidate.version,
    contentHash: candidate.contentHash,
    baselineVersion: baseline.version,
    baselineHash: baseline.contentHash,
    datasetHash: run.datasetHash,
    suiteHash: run.suiteHash,
  };
}
