import { PromptrailError, type Provider } from "@promptrail/core";
import {
  type ExtraHeaders,
  type ModelChanges,
  requireVendorSettings,
} from "@promptrail/core/provider-kit";
import { createCompatibleProvider } from "./compatible/create-compatible-provider.js";
import { openaiVendor } from "./openai-vendor.js";
import { createResponsesProvider } from "./responses/create-responses-provider.js";

export interface OpenAISettings {
  /**
   * Which of OpenAI's APIs is asked: Chat Completions ("chat", the default), or the Responses API, always with
   * `store: false`. A version's `providerOptions` are in that API's words.
   */
  readonly api?: "chat" | "responses";
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
  /** Prices and limits of your own, and models that are missing here: they replace and add to what the package knows. */
  readonly models?: ModelChanges;
  /** What requests go through: the transport that all providers of the process share, or a `fetch` of your own. */
  readonly fetch?: typeof fetch;
}

/**
 * OpenAI's models, on the official SDK. Each call is one attempt.
 *
 * @throws PromptrailError `config_invalid` for unknown settings, for an `api` that there is not, and for headers
 * or models that cannot be used.
 */
export function openai(given: OpenAISettings = {}): Provider {
  requireVendorSettings("openai", given, ["api"]);
  const { api = "chat", ...settings } = given;
  const make = Object.hasOwn(providers, api) ? providers[api] : undefined;
  if (make === undefined) throw unknownApi(api);
  return make(settings);
}

const providers = {
  chat: (settings) => createCompatibleProvider(openaiVendor, settings),
  responses: createResponsesProvider,
} satisfies Record<
  NonNullable<OpenAISettings["api"]>,
  (settings: Omit<OpenAISettings, "api">) => Provider
>;

function unknownApi(api: unknown): PromptrailError {
  const known = Object.keys(providers);
  return new PromptrailError(
    "config_invalid",
    `openai() has the api ${JSON.stringify(api)}, which OpenAI does not have. Use "chat" or "responses".`,
    { api: String(api), known },
  );
}
