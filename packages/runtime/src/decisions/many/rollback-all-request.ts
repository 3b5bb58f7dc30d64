import type { DecisionOptions } from "../request/decision-options.js";

export interface RollbackAllRequest
  extends Pick<DecisionOptions, "actor" | "source" | "idempotencyKey"> {
  /** The faulty model, by its vendor's name. At least one of both. */
  readonly model?: string | undefined;
  /** The `id` of the faulty provider. */
  readonly provider?: string | undefined;
  /** Recorded with each decision. */
  readonly reason: string;
  /** Only these families. Default: every one. */
  readonly families?: readonly string[] | undefined;
  /** The environment's revision that a preview told: families that changed since are left. */
  readonly seenRevision?: number | undefined;
  /** Decides nothing, and tells what it would do. */
  readonly dryRun?: boolean | undefined;
  /** No further transaction begins once it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Whose `idempotencyKey` it is: the same key of somebody else is another run. */
  readonly keyOwner?: string | undefined;
}
