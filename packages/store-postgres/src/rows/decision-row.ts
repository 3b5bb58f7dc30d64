import type { Decision } from "@promptrail/core";
import type { Change, DecisionSource } from "@promptrail/core/lifecycle";
import { completeChange } from "./complete-declaration.js";

/** A row of `promptrail.decision`. */
export interface DecisionRow {
  readonly revision: number;
  readonly family: string;
  readonly change: Change;
  readonly from_version: number | null;
  readonly to_version: number;
  readonly actor: string;
  readonly source: DecisionSource;
  readonly reason: string;
  readonly evidence_id: string | null;
  readonly evidence_hash: string | null;
  readonly evidence_actor: string | null;
  readonly supersede_reason: string | null;
  readonly override_reason: string | null;
  readonly idempotency_key: string | null;
  readonly decided_at: Date;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Its columns. */
export const decisionColumns = `revision, family, kind, change, from_version, to_version, actor, source,
  reason, evidence_id, evidence_hash, evidence_actor, supersede_reason, override_reason, idempotency_key,
  decided_at, previous_hash, hash`;

export function fromDecisionRow(row: DecisionRow): Decision {
  return {
    revision: row.revision,
    family: row.family,
    change: completeChange(row.change),
    fromVersion: row.from_version,
    toVersion: row.to_version,
    actor: row.actor,
    source: row.source,
    reason: row.reason,
    evidenceId: row.evidence_id,
    // Absent where it is absent in what the hash covers.
    ...(row.evidence_hash === null ? {} : { evidenceHash: row.evidence_hash }),
    ...(row.evidence_actor === null ? {} : { evidenceActor: row.evidence_actor }),
    ...(row.supersede_reason === null ? {} : { supersedeReason: row.supersede_reason }),
    override: row.override_reason,
    idempotencyKey: row.idempotency_key,
    decidedAt: row.decided_at,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** A decision as a row, as JSON tells it. */
export function toDecisionRow(decision: Decision): object {
  const { change } = decision;
  return {
    revision: decision.revision,
    family: decision.family,
    kind: change.kind,
    change,
    from_version: decision.fromVersion,
    to_version: decision.toVersion,
    actor: decision.actor,
    source: decision.source,
    reason: decision.reason,
    evidence_id: decision.evidenceId,
    evidence_hash: decision.evidenceHash ?? null,
    evidence_actor: decision.evidenceActor ?? null,
    supersede_reason: decision.supersedeReason ?? null,
    override_reason: decision.override,
    idempotency_key: decision.idempotencyKey,
    decided_at: decision.decidedAt,
    previous_hash: decision.previousHash,
    hash: decision.hash,
  };
}
