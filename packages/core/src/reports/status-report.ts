import type { Snapshot } from "../lifecycle/snapshot.js";
import type { StateSource } from "../lifecycle/state-source.js";

export type StatusProblemCode =
  | "state_regression"
  | "immutability_violation"
  | "active_unavailable"
  | "store_unavailable";

/** What is not well in the process that tells its status. */
export interface StatusProblem<Code extends string = string> {
  /** A `StatusProblemCode`, or what a newer server says. */
  readonly code: Code;
  readonly message: string;
}

/** What a process makes of a family's state. */
export interface FamilyReport {
  readonly family: string;
  /** What its build declares active; null where it does not declare the family. */
  readonly declaredVersion: number | null;
  readonly stateSource: StateSource;
  /** Why declared and live differ, or why the process cannot serve what is live; null where all is well. */
  readonly drift: string | null;
}

/** What is live in an environment, and what the process that tells it makes of that. */
export interface StatusReport {
  readonly snapshot: Snapshot;
  readonly stateSource: StateSource;
  /** One for each family of the snapshot. */
  readonly families: readonly FamilyReport[];
  readonly problems: readonly StatusProblem[];
}
