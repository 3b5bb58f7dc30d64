import type { DecisionResult, OpenStore } from "@promptrail/core/lifecycle";
import { type DecisionOptions, findTarget, toCommandBase } from "./request/decision-options.js";

export interface RollbackRequest<Family extends string = string, Version = number>
  extends DecisionOptions {
  readonly family: Family;
  /** Without one: the last active version that no rollback left. */
  readonly toVersion?: Version | undefined;
  readonly reason?: string | undefined;
  /** True: answers or throws as the rollback would, and changes nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Makes an earlier version active, and puts a hold on the family so that no deployment undoes it. Needs no evidence.
 *
 * @throws PromptrailError `unknown_version`, `archived_version`, `not_eligible`, `stale_state`, `request_invalid`,
 * `store_unavailable`.
 */
export async function rollback(
  store: OpenStore,
  request: RollbackRequest,
): Promise<DecisionResult> {
  const { family, reason = "No reason was given." } = request;
  const toVersion = findTarget(request) ?? null;
  const base = toCommandBase(family, reason, request);
  return store.status.decide({ ...base, kind: "rollback", toVersion });
}
