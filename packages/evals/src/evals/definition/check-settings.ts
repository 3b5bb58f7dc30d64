import type { InputSchema, PromptVersion } from "@promptrail/core";

/** What every built-in eval may be told. */
export interface CheckSettings {
  /** Default: the check with its parameters. */
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

/** What an eval may be told beside it that compares with a constant, or with what a function makes of the case. */
export interface CaseSettings<Context = unknown, GroundTruth = unknown> extends CheckSettings {
  /**
   * Say false where a function of the case reads its context only: the eval then also judges answers of production.
   * Default: true for a function; a constant never needs one.
   */
  readonly needsGroundTruth?: boolean;
  /** The version whose context a function reads: types it. */
  readonly prompt?: PromptVersion<string, Context>;
  /** The schema of the dataset's ground truth: types it. It is the dataset that checks its rows. */
  readonly groundTruth?: InputSchema<GroundTruth>;
}

/**
 * The version of a check that judges in its `generation`th way. Added, not replaced: the suite hash must move
 * when we change the check, also where a user counts versions of his own.
 */
export function raiseVersion({ version = 1 }: CheckSettings, generation: number): number {
  return Number.isSafeInteger(version) && version > 0 ? version + generation - 1 : version;
}
