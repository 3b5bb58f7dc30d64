import type { Provider } from "@promptrail/core";
import type {
  CompletionRequest,
  ExtraHeaders,
  ModelChanges,
  ProviderCall,
  StreamEvent,
} from "@promptrail/core/provider-kit";
import { mergeModels, requireVendorSettings } from "@promptrail/core/provider-kit";
import { claudeModels } from "./claude-models.js";
import { claudeOptionsSchema } from "./claude-options.js";
import { completeMessage } from "./client/complete-message.js";
import { createClientSource } from "./client/create-client-source.js";
import { streamMessage } from "./client/stream-message.js";
import { toClaudeSettings } from "./request/to-claude-request.js";

export interface ClaudeSettings {
  /** Default: the environment's `ANTHROPIC_API_KEY`, read at the first call. */
  readonly apiKey?: string;
  /** Default: the environment's `ANTHROPIC_BASE_URL`, else Anthropic's API. */
  readonly baseUrl?: string;
  /** What prompts name as their `provider`; "claude" by default. */
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
 * Claude, on Anthropic's official SDK. Each call is one attempt.
 * Calls throw ProviderError; `auth` names the variable where no key is found.
 *
 * @throws PromptrailError `config_invalid` for unknown settings, and for headers or models that cannot be used.
 */
export function claude(settings: ClaudeSettings = {}): Provider {
  requireVendorSettings("claude", settings);
  const id = settings.id ?? "claude";
  const models = mergeModels("claude", claudeModels, settings.models);
  const source = { ...createClientSource({ ...settings, id }), models };
  return {
    id,
    capabilities: {
      tools: true,
      output: "schema",
      outputRoot: "any",
      cacheHints: true,
      reasoning: true,
    },
    optionsSchema: claudeOptionsSchema,
    models,
    findIgnored: ({ model, settings: asked }) =>
      toClaudeSettings(asked, model, models[model]).warnings,
    complete: (request: CompletionRequest, call: ProviderCall) =>
      completeMessage(source, request, call),
    stream: (request: CompletionRequest, call: ProviderCall): AsyncIterable<StreamEvent> =>
      streamMessage(source, request, call),
    load: () => source.load(),
    warm: () => source.warm(),
  };
}
