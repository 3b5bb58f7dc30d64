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

/**
 * What a promotion is asked to do. `override` says why no evidence is needed; `callers_ready` that the
 * callers give what no version that was live before required.
 */
export const promotionRequestWire = z
  .strictObject({
    version: versionNumber,
    from_version: versionNumber.exactOptional(),
    expected_revision: revisionNumber.exactOptional(),
    reason: reasonText,
    override: reasonText.exactOptional(),
    callers_ready: z.boolean().exactOptional(),
  })
  .register(components, { id: "PromotionRequest" });

/** What a promotion did, as keys of versions. `already_applied` is there where nothing changed. */
export const promotionResultWire = z
  .object({
    promoted_from: z.string(),
    promoted_to: z.string(),
    revision: revisionNumber,
    evidence_id: z.string().nullable(),
    already_applied: z.literal(true).exactOptional(),
    ...fleetMember,
  })
  .register(components, { id: "PromotionResult" });

export type PromotionResultWire = z.infer<typeof promotionResultWire>;

/** What a promotion did. Versions are keys: `product_description_v2`. */
export interface PromotionResult {
  readonly promotedFrom: string;
  readonly promotedTo: string;
  readonly revision: number;
  /** Null where it needed no evidence. */
  readonly evidenceId: string | null;
  readonly alreadyApplied: boolean;
  /** How far it had come; null where nobody asked to wait, or there is no fleet to ask. */
  readonly fleet: FleetAnswer | null;
}

/** `fleet` is undefined where nobody asked to wait for it. */
export function toPromotionResultWire(
  result: DecisionResult,
  fleet?: FleetAnswer | null,
): PromotionResultWire {
  const { decision, state, alreadyApplied } = result;
  const { family, activeVersion, previousVersion } = state;
  const from = decision === null ? previousVersion : decision.fromVersion;
  return {
    promoted_from: versionKey(family, from ?? activeVersion),
    promoted_to: versionKey(family, decision?.toVersion ?? activeVersion),
    revision: decision?.revision ?? state.revision,
    evidence_id: decision?.evidenceId ?? null,
    ...(alreadyApplied ? { already_applied: true } : {}),
    ...toFleetMember(fleet),
  };
}

export function fromPromotionResultWire(wire: PromotionResultWire): PromotionResult {
  return {
    promotedFrom: wire.promoted_from,
    promotedTo: wire.promoted_to,
    revision: wire.revision,
    evidenceId: wire.evidence_id,
    alreadyApplied: wire.already_applied ?? false,
    fleet: fromFleetMember(wire.fleet),
  };
}
