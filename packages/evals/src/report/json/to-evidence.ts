import { randomUUID } from "node:crypto";
import type { Evidence } from "@promptrail/core";
import type { EvidenceOrigin } from "@promptrail/core/lifecycle";
import type { GateVerdict } from "../../gate/gate-verdict.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import { toGateReport } from "./to-gate-report.js";

/** A version as evidence names it. */
export interface ComparedVersion {
  readonly version: number;
  readonly contentHash: string;
}

export interface ToEvidenceSettings {
  readonly run: PairedRun;
  readonly verdict: GateVerdict;
  readonly candidate: ComparedVersion;
  /** The version that was active when the run began. */
  readonly baseline: ComparedVersion;
  readonly actor: string;
  /** Default: a new one. */
  readonly id?: string;
  /** Default: now. */
  readonly createdAt?: Date;
  /** Who ran it and when, where it ran elsewhere. */
  readonly ran?: EvidenceOrigin;
}

/** A verdict as the evidence store keeps it. */
export function toEvidence(settings: ToEvidenceSettings): Evidence {
  const { run, verdict, candidate, baseline, actor, ran } = settings;
  const { id = randomUUID(), createdAt = new Date() } = settings;
  const evidence: Evidence = {
    id,
    family: run.family,
    version: candidate.version,
    contentHash: candidate.contentHash,
    baselineVersion: baseline.version,
    baselineHash: baseline.contentHash,
    datasetHash: run.datasetHash,
    suiteHash: run.suiteHash,
    verdict: verdict.verdict,
    reasons: verdict.reasons,
    report: toGateReport(run, verdict),
    actor,
    createdAt,
  };
  return ran === undefined ? evidence : { ...evidence, ran };
}
