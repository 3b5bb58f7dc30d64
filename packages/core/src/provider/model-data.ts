/** What a model may take beside text: a kind of attachment, as bytes or by an address that its vendor fetches. */
export const modelInputs = [
  "image",
  "image-url",
  "pdf",
  "pdf-url",
  "text-file",
  "text-file-url",
] as const;

export type ModelInput = (typeof modelInputs)[number];

/** US dollars per million tokens. */
export interface ModelPrices {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** `2026-11-23`: the day on which the vendor's list said so. Absent where nobody noted it. */
  readonly asOf?: string;
}

export interface ModelData {
  /** Tokens of input and output together. */
  readonly contextWindow: number;
  /** Tokens. */
  readonly maxOutput: number;
  readonly prices: ModelPrices;
  /**
   * How many tokens of input the vendor counts for one of the o200k tokenizer, at most: what is gone by until a process has
   * seen enough calls. Absent where nobody knows.
   */
  readonly tokenRatio?: number;
  /** The settings that the model takes; the others become warnings. */
  readonly settings: readonly ModelSettingName[];
  /** What the model takes beside text. Absent: nothing. */
  readonly inputs?: readonly ModelInput[];
  /**
   * `2026-06-15`: the first day, in UTC, on which the vendor serves the model no longer: requests fail, or another
   * model answers them. Absent where the vendor has announced none; a "not sooner than" is none.
   */
  readonly retiresAt?: string;
}

export interface ModelSettings {
  /** The most tokens that the answer may have. */
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly stopSequences?: readonly string[];
}

export type ModelSettingName = keyof ModelSettings;
