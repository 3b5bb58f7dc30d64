import type { ToolCall } from "./message.js";
import type { Outcome } from "./outcome.js";
import type { TokenUsage } from "./token-usage.js";

/** A setting or option that the provider could not honour. */
export interface ProviderWarning {
  readonly setting: string;
  readonly reason: string;
}

/** One answer, read from a vendor's reply. */
export interface Completion {
  readonly outcome: Outcome;
  readonly text: string;
  /** What the model thought aloud, where the vendor tells it. */
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** The model that answered, as the vendor names it. */
  readonly model: string;
  /** The vendor's id of the request, for its support. */
  readonly requestId: string | null;
  /** The vendor's own stop word; null where the reply ended without one. */
  readonly stopReason: string | null;
  readonly warnings: readonly ProviderWarning[];
}
