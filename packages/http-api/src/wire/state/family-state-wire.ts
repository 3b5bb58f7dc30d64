import { type FamilyState, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, revisionNumber, timestamp } from "../../schemas/fields.js";
import {
  fromRecoveredStateWire,
  recoveredStateWire,
  toRecoveredStateWire,
} from "./recovered-state-wire.js";

/** A family's live state in one environment. */
export const familyStateWire = z
  .object({
    family: familyName,
    active_key: z.string(),
    revision: revisionNumber,
    ...recoveredStateWire.shape,
    decided_by: z.string(),
    decided_at: timestamp,
  })
  .register(components, { id: "FamilyState" });

export type FamilyStateWire = z.infer<typeof familyStateWire>;

export function toFamilyStateWire(state: FamilyState): FamilyStateWire {
  return {
    family: state.family,
    active_key: versionKey(state.family, state.activeVersion),
    revision: state.revision,
    ...toRecoveredStateWire(state),
    decided_by: state.decidedBy,
    decided_at: state.decidedAt.toISOString(),
  };
}

export function fromFamilyStateWire(wire: FamilyStateWire): FamilyState {
  return {
    family: wire.family,
    revision: wire.revision,
    ...fromRecoveredStateWire(wire),
    decidedBy: wire.decided_by,
    decidedAt: new Date(wire.decided_at),
  };
}
