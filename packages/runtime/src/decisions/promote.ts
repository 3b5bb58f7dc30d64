import type { DecisionResult, OpenStore, PromotionGround } from "@promptrail/core";
import { type DecisionOptions, toCommandBase } from "./decision-options.js";
import { findGround, type GroundPorts } from "./find-ground.js";

export interface PromoteRequest extends DecisionOptions {
  readonly family: string;
  readonly version: number;
  readonly reason: string;
  /** Promotes without evidence; says why that is right. */
  readonly override?: string;
}

/**
 * Makes a version the active one, on evidence.
 *
 * @throws PromptrailError `gate_refused`, `unknown_version`, `archived_version`, `stale_state`, `store_unavailable`.
 */
export async function promote(
  ports: GroundPorts,
  store: OpenStore,
  request: PromoteRequest,
): Promise<DecisionResult> {
  const { family, version, reason, override } = request;
  const ground: PromotionGround =
    override === undefined
      ? await findGround(ports, store, family, version)
      : { kind: "override", reason: override };
  const base = toCommandBase(family, reason, request);
  return store.status.decide({ ...base, kind: "promote", toVersion: version, ground });
}
