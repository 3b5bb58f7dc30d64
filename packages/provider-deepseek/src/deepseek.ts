import type { Provider } from "@promptrail/core";
import type { ExtraHeaders } from "@promptrail/core/provider-kit";
import { createCompatibleProvider } from "@promptrail/provider-openai/compatible";
import { deepseekVendor } from "./deepseek-vendor.js";

export interface DeepSeekSettings {
  /** Default: the environment's `DEEPSEEK_API_KEY`, read at the first call. */
  readonly apiKey?: string;
  /** Default: the environment's `DEEPSEEK_BASE_URL`, else https://api.deepseek.com. */
  readonly baseUrl?: string;
  /** What prompts name as their `provider`; "deepseek" by default. */
  readonly id?: string;
  /** The longest that one call may take, whatever its deadline says. */
  readonly timeoutMs?: number;
  /** Sent with every request. Variables from which the SDK would take headers are not read. */
  readonly headers?: ExtraHeaders;
  /** What requests go through: the transport that all providers of the process share, or a `fetch` of your own. */
  readonly fetch?: typeof fetch;
}

/** DeepSeek, on the OpenAI wire and OpenAI's official SDK. Each call is one attempt. */
export function deepseek(settings: DeepSeekSettings = {}): Provider {
  return createCompatibleProvider(deepseekVendor, settings);
}
