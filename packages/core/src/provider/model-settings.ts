export interface ModelSettings {
  /** The most tokens that the answer may have. */
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly stopSequences?: readonly string[];
}

export type ModelSettingName = keyof ModelSettings;
