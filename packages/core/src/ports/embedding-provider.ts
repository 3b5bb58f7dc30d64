import type { TokenUsage } from "../provider/token-usage.js";
import type { ProviderCall } from "./provider.js";

export interface EmbeddingModelData {
  readonly dimensions: number;
  /** Tokens that one text may have. */
  readonly maxInput: number;
  /** US dollars per million tokens. */
  readonly price: number;
  /** `2026-11-23`: the day on which the vendor's list said so. Absent where nobody noted it. */
  readonly priceAsOf?: string;
}

export interface Embedding {
  /** One vector a text, in order. */
  readonly vectors: readonly (readonly number[])[];
  readonly usage: TokenUsage;
  readonly model: string;
}

/** Turns texts into vectors. */
export interface EmbeddingProvider {
  readonly id: string;
  readonly models: Readonly<Record<string, EmbeddingModelData>>;
  /**
   * One vector a text. Nobody else sends again what fails for a while: the provider does, within the call's deadline, as
   * `sendAgain` does it. Throws ProviderError.
   */
  embed(
    request: { readonly model: string; readonly texts: readonly string[] },
    call: ProviderCall,
  ): Promise<Embedding>;
}
