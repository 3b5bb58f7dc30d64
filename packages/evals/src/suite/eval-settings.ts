import type {
  EvalCall,
  EvalResult,
  EvalSubject,
  InputSchema,
  JsonOf,
  PromptVersion,
} from "@promptrail/core";

export interface EvalSettings<Context, GroundTruth, Data> {
  /** Lower case, unique in its suite: `no_superlatives`. */
  readonly name: string;
  /** Raise it when the eval judges differently: evidence of the older one then no longer counts. Default: 1. */
  readonly version?: number;
  /** A must-pass eval fails the gate by itself when it fails on any case. Default: false. */
  readonly mustPass?: boolean;
  /** How much its score counts in a case's mean, beside the other evals'; above 0. Default: 1. */
  readonly weight?: number;
  /**
   * How long it may take for one answer, in milliseconds, at most an hour. One that takes longer is an error of
   * its case, never a score. No part of the suite hash. Default: 10,000.
   */
  readonly timeoutMs?: number;
  /**
   * Say false where it never reads the case's ground truth: it then also judges answers of production, whose ground truth
   * nobody knows, and is given null for it. No part of the suite hash. Default: true.
   */
  readonly needsGroundTruth?: boolean;
  /**
   * Versions of other prompts that it runs by `run`, at most one of a family: these run, whatever is active. Part of the suite
   * hash with their content. Each must be a prompt of the config. Default: none.
   */
  readonly runs?: readonly PromptVersion[];
  /**
   * The model of `embed`, by its provider's id in the config's `embeddings` and its own:
   * `{ provider: "openai", model: "text-embedding-3-small" }`. Part of the suite hash. Default: none.
   */
  readonly embeds?: { readonly provider: string; readonly model: string };
  /** The version whose context and data it reads: types them. Answers of the family's others are judged, too. */
  readonly prompt?: PromptVersion<string, Context> & { readonly "~data"?: Data };
  /** The schema of the dataset's ground truth: types it. It is the dataset that checks its rows. */
  readonly groundTruth?: InputSchema<GroundTruth>;
  /**
   * Judges one answer, a success of its version; score 0 to 1. Null says that the eval does not apply to the
   * case: it is then in no mean and no count. What it throws is recorded as an error of the eval, never as a score.
   * The types of context and ground truth are the caller's word: give the dataset the schemas that check it.
   */
  evaluate(
    subject: EvalSubject<Context, GroundTruth, JsonOf<Data>>,
    call: EvalCall,
  ): EvalResult | null | Promise<EvalResult | null>;
}
