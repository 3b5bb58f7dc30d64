import type { Status } from "../prompt/status.js";

export interface LockedVersion {
  readonly hash: string;
  readonly status: Status;
}

/** By environment: the revision that the author had seen there. None where nothing was acknowledged. */
export type AcknowledgedRevisions = Readonly<Record<string, number>>;

export interface LockedFamily {
  /** Grows by one when a declared status changes or a rollback is acknowledged. */
  readonly generation: number;
  /** Each environment counts its own revisions: one's say nothing of another's. */
  readonly acknowledgedRevisions: AcknowledgedRevisions;
  readonly suiteHash: string | null;
  readonly datasetHash: string | null;
  /** By version number. */
  readonly versions: Readonly<Record<string, LockedVersion>>;
}

/** `prompts.lock.json`: generated, committed, reviewed. */
export interface Lock {
  readonly lockfileVersion: 1;
  readonly hashScheme: number;
  readonly families: Readonly<Record<string, LockedFamily>>;
}

export const lockFileName = "prompts.lock.json";

/** A family's part of a lock; undefined where the lock, or this family in it, is missing. */
export function findLockedFamily(lock: Lock | null, family: string): LockedFamily | undefined {
  // A family may be called what every object has: `constructor`.
  return lock !== null && Object.hasOwn(lock.families, family) ? lock.families[family] : undefined;
}

/** The revision that is acknowledged for an environment; 0 where none is. */
export function findAcknowledgedRevision(
  revisions: AcknowledgedRevisions,
  environment: string,
): number {
  // An environment may be called what every object has: `constructor`.
  return (Object.hasOwn(revisions, environment) ? revisions[environment] : undefined) ?? 0;
}
