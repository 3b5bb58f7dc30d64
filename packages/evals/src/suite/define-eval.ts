import { type Eval, type EvalResult, type EvalSubject, PromptrailError } from "@promptrail/core";

export interface EvalSettings<Context, GroundTruth> {
  /** Lower case, unique in its suite: `no_superlatives`. */
  readonly name: string;
  /** Raise it when the eval judges differently: evidence of the older one then no longer counts. Default: 1. */
  readonly version?: number;
  /** A must-pass eval fails the gate by itself when it fails on any case. Default: false. */
  readonly mustPass?: boolean;
  /**
   * Judges one answer; score 0 to 1. What it throws is recorded as an error of the eval, never as a score.
   * `Context` and `GroundTruth` are the caller's word: give the dataset the schemas that check it.
   */
  evaluate(subject: EvalSubject<Context, GroundTruth>): EvalResult | Promise<EvalResult>;
}

/** A check of one answer. Throws `invalid_definition`. */
export function defineEval<Context = unknown, GroundTruth = unknown>(
  settings: EvalSettings<Context, GroundTruth>,
): Eval {
  const { name, version = 1, mustPass = false } = settings;
  if (name.trim() === "") {
    throw new PromptrailError("invalid_definition", "An eval has no name. Give it one.");
  }
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new PromptrailError(
      "invalid_definition",
      `Eval "${name}" has the version ${version}. Give it a whole number from 1.`,
      { eval: name },
    );
  }
  const untyped: EvalSettings<unknown, unknown> = settings;
  return Object.freeze({
    name,
    version,
    mustPass,
    evaluate: (subject: EvalSubject) => untyped.evaluate(subject),
  });
}
