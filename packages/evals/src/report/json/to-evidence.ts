import { randomUUID } from "node:crypto";
import type { Evidence } from "@promptrail/core";
import type { EvidenceOrigin } from "@promptrail/core/lifecycle";
import { type JudgedRun, toEvidenceSubject } from "./to-evidence-subject.js";
import { toGateReport } from "./to-gate-report.js";

export interface ToEvidenceSettings extends JudgedRun {
  readonly actor: string;
  /** Default: a new one. */
  readonly id?: string;
  /** Default: now. */
  readonly createdAt?: Date;
  /** Who ran it and when, where it ran elsewhere. */
  readonly ran?: EvidenceOrigin;
  /** Why it takes the place of an earlier run of the same comparison. */
  readonly supersede?: string | undefined;
}

/** A verdict as the evidence store keeps it. */
export function toEvidence(settings: ToEvidenceSettings): Evidence {
  const { run, verdict, actor, ran, supersede } = settings;
  const { id = randomUUID(), createdAt = new Date() } = settings;
  const evidence: Evidence = {
    id,
    ...toEvidenceSubject(settings),
    verdict: verdict.verdict,
    reasons: verdict.reasons,
    report: toGateReport(run, verdict),
    actor,
    createdAt,
    ...(verdict.isIncomplete ? { isIncomplete: true } : {}),
    ...(supersede === undefined ? {} : { supersedes: { reason: supersede } }),
  };
  return ran === undefined ? evidence : { ...evidence, ran };
}
