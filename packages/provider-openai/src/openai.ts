import type { Provider } from "@promptrail/core";
import type { ExtraHeaders } from "@promptrail/core/provider-kit";
import { createCompatibleProvider } from "./compatible/create-compatible-provider.js";
import { openaiVendor } from "./openai-vendor.js";

export interface OpenAISettings {
  /** Default: the environment's `OPENAI_API_KEY`, read at the first call. */
  readonly apiKey?: string;
  /** Default: the environment's `OPENAI_BASE_URL`, else OpenAI's API. Ends in `/v1`. */
  readonly baseUrl?: string;
  /** What prompts name as their `provider`; "openai" by default. */
  readonly id?: string;
  /** The longest that one call may take, whatever its deadline says. */
  readonly timeoutMs?: number;
  /** Sent with every request. Variables from which the SDK would take headers are not read. */
  readonly headers?: ExtraHeaders;
  /** What requests go through: the transport that all providers of the process share, or a `fetch` of your own. */
  readonly fetch?: typeof fetch;
}

/** OpenAI's models through Chat Completions, on the official SDK. Each call is one attempt. */
export function openai(settings: OpenAISettings = {}): Provider {
  return createCompatibleProvider(openaiVendor, settings);
}
