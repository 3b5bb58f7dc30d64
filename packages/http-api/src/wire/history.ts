import type { Decision } from "@promptrail/core";
import type { DecisionSource } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { z } from "zod";
import { components, familyName, revisionNumber, timestamp, versionNumber } from "./fields.js";
import { record } from "./record.js";
import { declarationWire, recoveredStateWire, shadowWire } from "./state.js";

/** What a decision did to its family. */
const changeWire = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("first_seen"),
      declared: declarationWire,
      shadow: shadowWire.nullable(),
    }),
    record(
      z.object({
        kind: z.literal("declared"),
        declared: declarationWire,
        activates: versionNumber.nullable(),
        ends_hold: z.boolean(),
        shadow: shadowWire.nullable(),
      }),
    ),
    record(z.object({ kind: z.literal("promoted"), to_version: versionNumber })),
    record(z.object({ kind: z.literal("rolled_back"), to_version: versionNumber })),
    z.object({ kind: z.literal("shadow_set"), shadow: shadowWire.nullable() }),
    z.object({ kind: z.literal("archived"), version: versionNumber }),
    z.object({ kind: z.literal("hold_ended") }),
    z.object({ kind: z.literal("drilled") }),
    record(
      z.object({
        kind: z.literal("recovered"),
        /** Null where the store's own state was kept. */
        kept: recoveredStateWire.nullable(),
        lost_revision: revisionNumber,
      }),
    ),
  ])
  .register(components, { id: "Change" });

const sources = [
  ...(["boot", "deploy", "cli", "http", "dashboard", "monitor", "library"] as const),
] as const satisfies DecisionSource[];

/** One recorded change, with all that its hash covers. */
export const decisionWire = record(
  z.object({
    revision: revisionNumber,
    family: familyName,
    from_version: versionNumber.nullable().describe("null for a family's first decision"),
    from_key: z.string().nullable(),
    to_version: versionNumber,
    to_key: z.string(),
    actor: z.string().describe("who decided"),
    source: z.enum(sources).describe("from where"),
    reason: z.string(),
    evidence_id: z.string().nullable().describe("of the decision; null where it needed none"),
    /** Left out where there is no evidence, and in decisions of earlier releases. */
    evidence_hash: z.string().exactOptional(),
    /** Who stored the evidence: who ran it, or brought it from elsewhere. Left out like its hash. */
    evidence_actor: z.string().exactOptional(),
    /** Why the evidence took the place of an earlier run. Left out where it took none. */
    supersede_reason: z.string().exactOptional(),
    override: z.string().nullable().describe("why a promotion needed no evidence"),
    change: changeWire,
    decided_at: timestamp,
    idempotency_key: z.string().nullable(),
    previous_hash: z.string().describe("of the environment's decision before"),
    hash: z.string().describe("over the decision and `previous_hash`"),
  }),
  {
    told: {
      from_key: ({ family, fromVersion }: Decision) =>
        fromVersion === null ? null : versionKey(family, fromVersion),
      to_key: ({ family, toVersion }: Decision) => versionKey(family, toVersion),
    },
  },
).register(components, { id: "Decision" });

/** A part of a history, newest decision first. */
export const historyWire = record(
  z.object({
    family: familyName.nullable().describe("null where it is every family's"),
    decisions: z.array(decisionWire).describe("the newest first"),
    next_before: revisionNumber
      .nullable()
      .describe("the `before` that reads the next older part; null where there is none"),
  }),
).register(components, { id: "History" });

/** A part of what a store keeps beside its decisions, checked. */
export const contentsWire = record(
  z.object({
    /** How many registered versions, and how many verdicts, were looked at. */
    versions: z.int().min(0),
    verdicts: z.int().min(0),
    problems: z.array(
      z.object({
        kind: z.enum(["body", "evidence", "beyond"]),
        revision: revisionNumber.nullable(),
        family: z.string(),
        message: z.string(),
      }),
    ),
    /** The `after` that checks the next part; null where there is none. */
    next: z.string().nullable(),
  }),
).register(components, { id: "Contents" });
