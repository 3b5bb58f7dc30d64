import type { RecoveredState } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber, versionNumber } from "../../schemas/fields.js";
import {
  declarationWire,
  fromDeclarationWire,
  shadowWire,
  toDeclarationWire,
} from "./declaration-wire.js";

/** What a family's state says of what is served, without who decided it, and when. */
export const recoveredStateWire = z
  .object({
    active_version: versionNumber,
    previous_version: versionNumber.nullable(),
    hold: z.object({ revision: revisionNumber, reason: z.string() }).nullable(),
    left_versions: z.array(versionNumber),
    activated_versions: z.array(versionNumber),
    archived_versions: z.array(versionNumber),
    shadow: shadowWire.nullable(),
    declared: declarationWire,
  })
  .register(components, { id: "RecoveredState" });

export type RecoveredStateWire = z.infer<typeof recoveredStateWire>;

export function toRecoveredStateWire(state: RecoveredState): RecoveredStateWire {
  return {
    active_version: state.activeVersion,
    previous_version: state.previousVersion,
    hold: state.hold,
    left_versions: [...state.leftVersions],
    activated_versions: [...state.activatedVersions],
    archived_versions: [...state.archivedVersions],
    shadow: state.shadow,
    declared: toDeclarationWire(state.declared),
  };
}

export function fromRecoveredStateWire(wire: RecoveredStateWire): RecoveredState {
  return {
    activeVersion: wire.active_version,
    previousVersion: wire.previous_version,
    hold: wire.hold,
    leftVersions: wire.left_versions,
    activatedVersions: wire.activated_versions,
    archivedVersions: wire.archived_versions,
    shadow: wire.shadow,
    declared: fromDeclarationWire(wire.declared),
  };
}
