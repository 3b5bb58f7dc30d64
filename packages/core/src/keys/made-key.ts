import type { KeyFacts, Scope } from "../ports/key-store.js";

/** The keys of an environment, oldest first. */
export interface KeyList {
  readonly environment: string;
  readonly keys: readonly KeyFacts[];
}

/** A key that is to be made. */
export interface KeyRequest {
  /** For people and the history: decisions are recorded as made by `key:NAME`. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Globs of the families that it is for: `fraud_*`. Default: every family. */
  readonly families?: readonly string[] | undefined;
  /** Default: never. */
  readonly expiresAt?: Date | undefined;
}

/** Which key gets a successor. */
export interface KeyRotation {
  readonly keyId: string;
  /** For how many milliseconds the key that is replaced still works. Default: one hour. */
  readonly overlapMs?: number | undefined;
}

/** Thirty days: a key that should live for longer is another key. */
export const longestOverlapMs = 30 * 86_400_000;

/** A key that was made. */
export interface MadeKey {
  readonly environment: string;
  /** The whole key. Nothing keeps it: it is told this once. */
  readonly secret: string;
  readonly key: KeyFacts;
  /** After a rotation, the key in whose place it stands, with the time at which that ends; else null. */
  readonly replaced: KeyFacts | null;
}
