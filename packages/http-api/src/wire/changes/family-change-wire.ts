import { type DecisionResult, type Hold, type ShadowSetting, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, reasonText, revisionNumber, versionNumber } from "../../schemas/fields.js";
import { shadowWire } from "../state/declaration-wire.js";

const view = {
  from_version: versionNumber.exactOptional(),
  expected_revision: revisionNumber.exactOptional(),
} as const;

/** `version: null` ends the shadow run. Without a rate, it runs beside every call. */
export const shadowRequestWire = z
  .strictObject({
    version: versionNumber.nullable(),
    rate: z.number().min(0).max(1).exactOptional(),
    reason: reasonText,
    ...view,
  })
  .register(components, { id: "ShadowRequest" });

/** An archived version can never be activated again. */
export const archiveRequestWire = z
  .strictObject({ version: versionNumber, reason: reasonText, ...view })
  .register(components, { id: "ArchiveRequest" });

/** Ends the hold that a rollback left, so that deployments count again. */
export const resumeRequestWire = z
  .strictObject({ reason: reasonText, ...view })
  .register(components, { id: "ResumeRequest" });

/** The family after a change that is neither a rollback nor a promotion. */
export const familyChangeWire = z
  .object({
    family: familyName,
    active: z.string(),
    shadow: shadowWire.nullable(),
    archived: z.array(z.string()),
    hold: z.object({ revision: revisionNumber, reason: z.string() }).nullable(),
    revision: revisionNumber,
    already_applied: z.literal(true).exactOptional(),
  })
  .register(components, { id: "FamilyChange" });

export type FamilyChangeWire = z.infer<typeof familyChangeWire>;

/** The family after a change. Versions are keys: `product_description_v2`. */
export interface FamilyChange {
  readonly family: string;
  readonly active: string;
  readonly shadow: ShadowSetting | null;
  readonly archived: readonly string[];
  readonly hold: Hold | null;
  readonly revision: number;
  /** True where nothing changed: what was asked for was so already. */
  readonly alreadyApplied: boolean;
}

export function toFamilyChangeWire(result: DecisionResult): FamilyChangeWire {
  const { decision, state, alreadyApplied } = result;
  const { family, activeVersion, shadow, archivedVersions, hold } = state;
  return {
    family,
    active: versionKey(family, activeVersion),
    shadow,
    archived: archivedVersions.map((version) => versionKey(family, version)),
    hold,
    revision: decision?.revision ?? state.revision,
    ...(alreadyApplied ? { already_applied: true } : {}),
  };
}

export function fromFamilyChangeWire(wire: FamilyChangeWire): FamilyChange {
  const { already_applied: alreadyApplied = false, ...same } = wire;
  return { ...same, alreadyApplied };
}
