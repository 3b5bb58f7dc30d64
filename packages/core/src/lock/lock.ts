import type { Status } from "../prompt/status.js";

export interface LockedVersion {
  readonly hash: string;
  readonly status: Status;
}

export interface LockedFamily {
  /** Grows by one when a declared status changes or a rollback is acknowledged. */
  readonly generation: number;
  /** The revision that the author had seen; 0 before the first acknowledgement. */
  readonly acknowledgedRevision: number;
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
