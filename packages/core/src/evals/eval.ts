import type { JsonValue } from "../json/json-value.js";

/** What an eval says of one answer. */
export interface EvalResult {
  readonly passed: boolean;
  /** 0 to 1. */
  readonly score: number;
  /** In plain words, for the person who reads the report. */
  readonly reason: string;
}

/** One row of a dataset. */
export interface Case<Context = unknown, GroundTruth = unknown> {
  readonly id: string;
  readonly context: Context;
  readonly groundTruth: GroundTruth;
  readonly tags: readonly string[];
  /** Cases of one cluster (a conversation, a user, a document) are not independent. */
  readonly cluster: string | null;
}

/** What an eval looks at beside the answer's text. */
export interface EvalSubject<Context = unknown, GroundTruth = unknown> {
  readonly output: string;
  /** The answer as the version's output schema reads it; null where there is none or it does not fit. */
  readonly data: JsonValue | null;
  readonly groundTruth: GroundTruth;
  readonly context: Context;
}

/** A check of one answer. */
export interface Eval {
  readonly name: string;
  /** Part of the suite hash: raise it when the eval judges differently, so that old evidence no longer counts. */
  readonly version: number;
  /** A must-pass eval fails the gate by itself when it fails on any case. */
  readonly mustPass: boolean;
  readonly evaluate: (subject: EvalSubject) => EvalResult | Promise<EvalResult>;
}
