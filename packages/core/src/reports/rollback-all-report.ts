import type { FleetAnswer } from "./fleet-answer.js";

/** A family that a rollback of many rolled back, or would roll back. Versions are keys. */
export interface RolledBackFamily {
  readonly family: string;
  readonly rolledBackFrom: string;
  readonly rolledBackTo: string;
  /** Of its decision; null in a preview. */
  readonly revision: number | null;
  /** True where it was so already: an earlier request of the same run did it, or somebody else. */
  readonly alreadyApplied: boolean;
}

/** A family that a rollback of many leaves as it is. */
export interface LeftFamily {
  readonly family: string;
  /** The key of its active version; null for a family that is not known. */
  readonly active: string | null;
  /** Of an error: `not_eligible` for no version to go to, `stale_state` where it changed since somebody looked. */
  readonly code: string;
  readonly reason: string;
}

/** How many families have an active version that asks a model. */
export interface ModelUse {
  readonly provider: string;
  readonly model: string;
  readonly families: number;
}

/** What a rollback of every family on a faulty model did, or would do. */
export interface RollbackAllReport {
  /** True where nothing was decided. */
  readonly dryRun: boolean;
  /** The same request with this key goes on where it stopped; null in a preview that names none. */
  readonly idempotencyKey: string | null;
  /** The environment's, after the last decision. */
  readonly revision: number;
  readonly rolledBack: readonly RolledBackFamily[];
  readonly left: readonly LeftFamily[];
  /** How many families are still to be rolled back: the same request with the same key goes on with them. */
  readonly remaining: number;
  /** Families that ask the model only where another one fails. They are not rolled back. */
  readonly asFallback: readonly string[];
  /** What the active versions asked before it; most families first. */
  readonly activeModels: readonly ModelUse[];
  /** How far the last decision had come; null where the fleet could not be asked, absent where nobody asked to wait. */
  readonly fleet?: FleetAnswer | null;
}
