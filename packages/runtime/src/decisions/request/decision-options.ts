import { PromptrailError } from "@promptrail/core";
import type { DecisionSource } from "@promptrail/core/lifecycle";
import { refuseEmptyKey } from "./require-idempotency-key.js";

/** Who asks for a change, and on what view of the family. */
export interface DecisionOptions {
  readonly actor: string;
  readonly source?: DecisionSource | undefined;
  /** The active version that the caller saw; `stale_state` when another one is active now. */
  readonly fromVersion?: number | undefined;
  readonly expectedRevision?: number | undefined;
  /** The same key again answers with the first decision. */
  readonly idempotencyKey?: string | undefined;
}

/** @throws PromptrailError `request_invalid` for an empty idempotency key. */
export function toCommandBase(family: string, reason: string, options: DecisionOptions) {
  refuseEmptyKey(options.idempotencyKey);
  return {
    family,
    reason,
    actor: options.actor,
    source: options.source ?? ("library" as const),
    fromVersion: options.fromVersion ?? null,
    expectedRevision: options.expectedRevision ?? null,
    idempotencyKey: options.idempotencyKey ?? null,
  };
}

/** What names the version that a promotion or a rollback goes to. */
interface Target {
  readonly toVersion?: number | undefined;
  /** How it was called. Types know it no more; code that is not compiled may still say it, until the next release. */
  readonly version?: number | undefined;
}

/**
 * The version that a decision is to go to; undefined where none is named. An unknown name would be passed over,
 * and a rollback would go elsewhere than it was told.
 *
 * @throws PromptrailError `request_invalid` where both names are given.
 */
export function findTarget({ toVersion, version }: Target): number | undefined {
  if (toVersion === undefined || version === undefined) return toVersion ?? version;
  throw new PromptrailError(
    "request_invalid",
    "The request names its version twice, as `toVersion` and as `version`. Nothing was changed. Name it only once, as `toVersion`.",
  );
}

/** @throws PromptrailError `request_invalid` where there is none. */
export function requireTarget(request: Target): number {
  const target = findTarget(request);
  if (target !== undefined) return target;
  throw new PromptrailError(
    "request_invalid",
    "The promotion does not name a version. Nothing was changed. Name the version to activate as `toVersion`.",
  );
}
