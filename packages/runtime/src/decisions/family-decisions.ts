import type { DecisionResult, OpenStore } from "@promptrail/core/lifecycle";
import { type DecisionOptions, toCommandBase } from "./request/decision-options.js";

export interface ShadowRequest<Family extends string = string, Version = number>
  extends DecisionOptions {
  readonly family: Family;
  /** Null ends the shadow run. */
  readonly version: Version | null;
  /** The share of calls that it runs beside, 0 to 1. Default: 1. */
  readonly rate?: number | undefined;
  readonly reason: string;
}

export interface ArchiveRequest<Family extends string = string, Version = number>
  extends DecisionOptions {
  readonly family: Family;
  readonly version: Version;
  readonly reason: string;
}

export interface ResumeRequest<Family extends string = string> extends DecisionOptions {
  readonly family: Family;
  readonly reason: string;
}

/**
 * Runs a version beside the active one, or ends that.
 *
 * @throws PromptrailError `unknown_version`, `archived_version`, `not_eligible`, `stale_state`, `store_unavailable`.
 */
export function shadow(store: OpenStore, request: ShadowRequest): Promise<DecisionResult> {
  const { family, version, rate = 1, reason } = request;
  const base = toCommandBase(family, reason, request);
  return store.status.decide({ ...base, kind: "shadow", version, rate });
}

/**
 * Archives a version, so that it can never be activated again.
 *
 * @throws PromptrailError `unknown_version`, `not_eligible`, `stale_state`, `store_unavailable`.
 */
export function archive(store: OpenStore, request: ArchiveRequest): Promise<DecisionResult> {
  const { family, version, reason } = request;
  const base = toCommandBase(family, reason, request);
  return store.status.decide({ ...base, kind: "archive", version });
}

/**
 * Ends the hold that a rollback put on a family, so that deployments can change it again.
 *
 * @throws PromptrailError `stale_state`, `store_unavailable`.
 */
export function resume(store: OpenStore, request: ResumeRequest): Promise<DecisionResult> {
  const { family, reason } = request;
  return store.status.decide({ ...toCommandBase(family, reason, request), kind: "resume" });
}
