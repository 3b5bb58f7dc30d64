/**
 * What a text is mostly made of: tokenizers differ by it. `latin`: prose in Latin script; `other_script`: prose in any other;
 * `code`: JSON, code, tables, figures.
 */
export type ContentKind = "latin" | "other_script" | "code";

/** An input whose tokens were counted by another tokenizer than the model's. */
export interface CountedInput {
  /** By o200k. */
  readonly tokens: number;
  readonly kind: ContentKind;
  /** Whether the request has tools. */
  readonly tools: boolean;
  /** The number of the scheme by which inputs are counted and sorted by kind. */
  readonly scheme: number;
  /** What the count was multiplied with: how many tokens the vendor counts for one of these, in 99 of 100 calls at most. */
  readonly ratio: number;
  /** The same in the middle of the calls that were seen; null until enough were. */
  readonly median: number | null;
}

/** How much of a model's context window a call leaves, as it was reckoned before it was sent. All in tokens. */
export interface Headroom {
  readonly provider: string;
  /** The model whose window it is: of the attempt that answered, or of the last. */
  readonly model: string;
  readonly window: number;
  /** What the answer may have. */
  readonly maxTokens: number;
  /** What the input has at most; null where nothing bounds it. */
  readonly inputBound: number | null;
  /** What bounds it: its UTF-8 bytes, or a count; null where nothing does. */
  readonly foundBy: "bytes" | "count" | null;
  /** Window, less input and answer. Negative where the call may not fit; null where the input has no bound. */
  readonly tokens: number | null;
  /** Null where its bytes said enough, or no count came in time. */
  readonly counted: CountedInput | null;
}
