import type { Provider } from "@promptrail/core";
import type { ExtraHeaders, ModelChanges } from "@promptrail/core/provider-kit";
import { requireVendorSettings } from "@promptrail/core/provider-kit";
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
  /** Prices and limits of your own, and models that are missing here: they replace and add to what the package knows. */
  readonly models?: ModelChanges;
  /** What requests go through: the transport that all providers of the process share, or a `fetch` of your own. */
  readonly fetch?: typeof fetch;
}

/**
 * DeepSeek, on the OpenAI wire and OpenAI's official SDK. Each call is one attempt.
 *
 * @throws PromptrailError `config_invalid` for unknown settings, and for headers or models that cannot be used.
 */
export function deepseek(settings: DeepSeekSettings = {}): Provider {
  requireVendorSettings("deepseek", settings);
  return createCompatibleProvider(deepseekVendor, settings);
}
