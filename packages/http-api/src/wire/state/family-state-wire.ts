import { type FamilyState, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, revisionNumber, timestamp, versionNumber } from "../../schemas/fields.js";
import {
  declarationWire,
  fromDeclarationWire,
  shadowWire,
  toDeclarationWire,
} from "./declaration-wire.js";

/** A family's live state in one environment. */
export const familyStateWire = z
  .object({
    family: familyName,
    active_version: versionNumber,
    active_key: z.string(),
    previous_version: versionNumber.nullable(),
    revision: revisionNumber,
    hold: z.object({ revision: revisionNumber, reason: z.string() }).nullable(),
    left_versions: z.array(versionNumber),
    activated_versions: z.array(versionNumber),
    archived_versions: z.array(versionNumber),
    shadow: shadowWire.nullable(),
    declared: declarationWire,
    decided_by: z.string(),
    decided_at: timestamp,
  })
  .register(components, { id: "FamilyState" });

export type FamilyStateWire = z.infer<typeof familyStateWire>;

export function toFamilyStateWire(state: FamilyState): FamilyStateWire {
  return {
    family: state.family,
    active_version: state.activeVersion,
    active_key: versionKey(state.family, state.activeVersion),
    previous_version: state.previousVersion,
    revision: state.revision,
    hold: state.hold,
    left_versions: [...state.leftVersions],
    activated_versions: [...state.activatedVersions],
    archived_versions: [...state.archivedVersions],
    shadow: state.shadow,
    declared: toDeclarationWire(state.declared),
    decided_by: state.decidedBy,
    decided_at: state.decidedAt.toISOString(),
  };
}

export function fromFamilyStateWire(wire: FamilyStateWire): FamilyState {
  return {
    family: wire.family,
    activeVersion: wire.active_version,
    previousVersion: wire.previous_version,
    revision: wire.revision,
    hold: wire.hold,
    leftVersions: wire.left_versions,
    activatedVersions: wire.activated_versions,
    archivedVersions: wire.archived_versions,
    shadow: wire.shadow,
    declared: fromDeclarationWire(wire.declared),
    decidedBy: wire.decided_by,
    decidedAt: new Date(wire.decided_at),
  };
}
