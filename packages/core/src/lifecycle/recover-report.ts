/** A family whose state a recovery changed in the store. */
export interface RecoveredFamily {
  readonly family: string;
  readonly fromVersion: number;
  readonly toVersion: number;
}

/** What a recovery after lost decisions did. */
export interface RecoverReport {
  /** The last revision of the history that was lost. */
  readonly lostRevision: number;
  /** The store's revision after the recovery, which every process applies. */
  readonly revision: number;
  readonly families: readonly RecoveredFamily[];
  /**
   * Families of the fleet's state that the store does not know: they are declared again when a process
   * with them starts.
   */
  readonly missing: readonly string[];
}
