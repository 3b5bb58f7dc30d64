import { type DecisionResult, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { reasonText, revisionNumber, versionNumber } from "../../schemas/fields.js";
import {
  type FleetAnswer,
  fleetMember,
  fromFleetMember,
  toFleetMember,
} from "../fleet/fleet-answer-wire.js";

/** What a rollback is asked to do. Without `to_version`: one step back. */
export const rollbackRequestWire = z
  .strictObject({
    to_version: versionNumber.exactOptional(),
    from_version: versionNumber.exactOptional(),
    expected_revision: revisionNumber.exactOptional(),
    reason: reasonText.exactOptional(),
  })
  .register(components, { id: "RollbackRequest" });

/** What a rollback did, as keys of versions. `already_applied` is there where nothing changed. */
export const rollbackResultWire = z
  .object({
    rolled_back_from: z.string(),
    rolled_back_to: z.string(),
    revision: revisionNumber,
    already_applied: z.literal(true).exactOptional(),
    ...fleetMember,
  })
  .register(components, { id: "RollbackResult" });

export type RollbackResultWire = z.infer<typeof rollbackResultWire>;

/** What a rollback did. Versions are keys: `product_description_v2`. */
export interface RollbackResult {
  readonly rolledBackFrom: string;
  readonly rolledBackTo: string;
  readonly revision: number;
  /** True where nothing changed: what was asked for was live already. */
  readonly alreadyApplied: boolean;
  /** How far it had come; null where nobody asked to wait, or there is no fleet to ask. */
  readonly fleet: FleetAnswer | null;
}

/** `fleet` is undefined where nobody asked to wait for it. */
export function toRollbackResultWire(
  result: DecisionResult,
  fleet?: FleetAnswer | null,
): RollbackResultWire {
  const { decision, state, alreadyApplied } = result;
  const { family, activeVersion, previousVersion } = state;
  const from = decision === null ? previousVersion : decision.fromVersion;
  return {
    rolled_back_from: versionKey(family, from ?? activeVersion),
    rolled_back_to: versionKey(family, decision?.toVersion ?? activeVersion),
    revision: decision?.revision ?? state.revision,
    ...(alreadyApplied ? { already_applied: true } : {}),
    ...toFleetMember(fleet),
  };
}

export function fromRollbackResultWire(wire: RollbackResultWire): RollbackResult {
  return {
    rolledBackFrom: wire.rolled_back_from,
    rolledBackTo: wire.rolled_back_to,
    revision: wire.revision,
    alreadyApplied: wire.already_applied ?? false,
    fleet: fromFleetMember(wire.fleet),
  };
}
