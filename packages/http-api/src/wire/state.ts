import type { FamilyState } from "@promptrail/core/lifecycle";
import { statuses, versionKey } from "@promptrail/core/portable";
import { z } from "zod";
import { components, familyName, revisionNumber, timestamp, versionNumber } from "./fields.js";
import { record } from "./record.js";

export const shadowWire = z
  .object({
    version: versionNumber,
    rate: z.number().min(0).max(1).describe("the share of calls that it runs beside"),
  })
  .register(components, { id: "ShadowSetting" });

export const holdWire = z.object({ revision: revisionNumber, reason: z.string() });

const evidenceKey = record(
  z.object({
    family: z.string(),
    content_hash: z.string(),
    dataset_hash: z.string(),
    suite_hash: z.string(),
  }),
);

/** What the activation of a declared version stands on. */
const groundWire = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("evidence"), key: evidenceKey }),
    z.object({ kind: z.literal("override"), reason: z.string() }),
    z.object({ kind: z.literal("no_gate") }),
    z.object({ kind: z.literal("no_suite") }),
  ])
  .register(components, { id: "PromotionGround" });

/** What the code's lock file declares of a family. */
export const declarationWire = record(
  z.object({
    generation: z.int().min(0),
    active_version: versionNumber,
    statuses: z.record(z.string().regex(/^[0-9]+$/), z.enum(statuses)),
    pending: z
      .string()
      .nullable()
      .describe("why its version is not live; null where nothing waits"),
    acknowledged_revision: revisionNumber,
    ground: groundWire,
  }),
).register(components, { id: "RecordedDeclaration" });

const recoveredFields = {
  active_version: versionNumber,
  previous_version: versionNumber.nullable(),
  hold: holdWire.nullable().describe("what a rollback leaves; null for none"),
  left_versions: z.array(versionNumber).describe("versions that a rollback left"),
  activated_versions: z
    .array(versionNumber)
    .describe("every version that was active here, the latest activation last"),
  archived_versions: z.array(versionNumber),
  shadow: shadowWire.nullable(),
  declared: declarationWire,
} as const;

/** What a family's state says of what is served, without who decided it, and when. */
export const recoveredStateWire = record(z.object(recoveredFields)).register(components, {
  id: "RecoveredState",
});

export const familyStateFields = {
  family: familyName,
  active_key: z.string(),
  revision: revisionNumber,
  ...recoveredFields,
  decided_by: z.string(),
  decided_at: timestamp,
} as const;

/** What a family's state is told with on the wire. */
export const toldOfState = {
  active_key: ({ family, activeVersion }: FamilyState) => versionKey(family, activeVersion),
} as const;
