/** What every ready-made eval may be told. */
export interface CheckSettings {
  /** Default: the check with its parameters, so that another parameter gives another suite hash. */
  readonly name?: string;
  /** Your own, from 1; a later release of this package that judges differently adds to it. Default: 1. */
  readonly version?: number;
  /** Default: false. */
  readonly mustPass?: boolean;
  /** How much its score counts beside the other evals'. Default: 1. */
  readonly weight?: number;
  /** Its deadline for one answer, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
}

/**
 * The version of a check that judges in its `generation`th way. Added, not replaced: the suite hash must move
 * when we change the check, also where a user counts versions of his own.
 */
export function raiseVersion({ version = 1 }: CheckSettings, generation: number): number {
  return Number.isSafeInteger(version) && version > 0 ? version + generation - 1 : version;
}
