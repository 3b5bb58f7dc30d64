import { type Decision, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, revisionNumber, timestamp, versionNumber } from "../../schemas/fields.js";
import { changeWire, fromChangeWire, toChangeWire } from "./change-wire.js";

const decisionSources = [
  "boot",
  "deploy",
  "cli",
  "http",
  "dashboard",
  "monitor",
  "library",
] as const;

/** One recorded change, with all that its hash covers. */
export const decisionWire = z
  .object({
    revision: revisionNumber,
    family: familyName,
    from_version: versionNumber.nullable(),
    from_key: z.string().nullable(),
    to_version: versionNumber,
    to_key: z.string(),
    actor: z.string(),
    source: z.enum(decisionSources),
    reason: z.string(),
    evidence_id: z.string().nullable(),
    /** Left out where there is no evidence, and in decisions of earlier releases. */
    evidence_hash: z.string().exactOptional(),
    override: z.string().nullable(),
    change: changeWire,
    decided_at: timestamp,
    idempotency_key: z.string().nullable(),
    previous_hash: z.string(),
    hash: z.string(),
  })
  .register(components, { id: "Decision" });

export type DecisionWire = z.infer<typeof decisionWire>;

export function toDecisionWire(decision: Decision): DecisionWire {
  const { revision, family, fromVersion, toVersion, actor, source, reason } = decision;
  return {
    revision,
    family,
    from_version: fromVersion,
    from_key: fromVersion === null ? null : versionKey(family, fromVersion),
    to_version: toVersion,
    to_key: versionKey(family, toVersion),
    actor,
    source,
    reason,
    evidence_id: decision.evidenceId,
    ...(decision.evidenceHash === undefined ? {} : { evidence_hash: decision.evidenceHash }),
    override: decision.override,
    change: toChangeWire(decision.change),
    decided_at: decision.decidedAt.toISOString(),
    idempotency_key: decision.idempotencyKey,
    previous_hash: decision.previousHash,
    hash: decision.hash,
  };
}

export function fromDecisionWire(wire: DecisionWire): Decision {
  const { revision, family, actor, source, reason, override, hash } = wire;
  return {
    revision,
    family,
    actor,
    source,
    reason,
    override,
    hash,
    fromVersion: wire.from_version,
    toVersion: wire.to_version,
    evidenceId: wire.evidence_id,
    ...(wire.evidence_hash === undefined ? {} : { evidenceHash: wire.evidence_hash }),
    change: fromChangeWire(wire.change),
    decidedAt: new Date(wire.decided_at),
    idempotencyKey: wire.idempotency_key,
    previousHash: wire.previous_hash,
  };
}
