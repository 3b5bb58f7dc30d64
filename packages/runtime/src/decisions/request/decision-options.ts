import type { DecisionSource } from "@promptrail/core/lifecycle";

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

export function toCommandBase(family: string, reason: string, options: DecisionOptions) {
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
