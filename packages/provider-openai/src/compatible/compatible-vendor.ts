import type {
  JsonObject,
  Outcome,
  ProviderErrorKind,
  ProviderWarning,
  TokenUsage,
} from "@promptrail/core";
import type {
  ExtraHeaders,
  ModelData,
  ModelSettingName,
  OutputFormat,
  ProviderCapabilities,
  RateLimitHeaders,
  SettingsRequest,
} from "@promptrail/core/provider-kit";
import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import type { z } from "zod";
import type { ChatUsage } from "./chat-reply.js";

export interface CompatibleSettings {
  /** Default: the environment's variable, read at the first call. */
  readonly apiKey?: string;
  /** Default: the environment's variable, else the vendor's API. */
  readonly baseUrl?: string;
  /** What prompts name as their `provider`. */
  readonly id?: string;
  /** The longest that one call may take, whatever its deadline says. */
  readonly timeoutMs?: number;
  /** Sent with every request. */
  readonly headers?: ExtraHeaders;
  /** What requests go through: the transport that all providers of the process share, or a `fetch` of your own. */
  readonly fetch?: typeof fetch;
}

/** How an output schema is asked for. */
export interface OutputRequest {
  readonly format: NonNullable<ChatCompletionCreateParams["response_format"]>;
  /** Words for a system message where the vendor cannot be held to the schema. */
  readonly instruction: string | null;
  readonly warnings: readonly ProviderWarning[];
}

/** Where a vendor of the OpenAI wire differs from the others. */
export interface CompatibleVendor {
  /** As people write it: "OpenAI". */
  readonly name: string;
  /** The default provider id, and the name of the factory. */
  readonly id: string;
  readonly keyVariable: string;
  readonly baseUrlVariable: string;
  readonly defaultBaseUrl: string;
  readonly requestIdHeader: string;
  readonly rateLimitHeaders: RateLimitHeaders;
  /**
   * Whether OPENAI_ORG_ID and OPENAI_PROJECT_ID are meant for this vendor. They are sent to its own address
   * and to the one that the environment names, never to another that the code gives.
   */
  readonly sendsOrganization: boolean;
  readonly capabilities: ProviderCapabilities;
  readonly models: Readonly<Record<string, ModelData>>;
  /** Options in the vendor's own words; they join the request's body as they are. */
  readonly optionsSchema: z.ZodType<JsonObject>;
  /** What the vendor calls the most tokens that an answer may have. */
  readonly tokenLimit: "max_tokens" | "max_completion_tokens";
  readonly finishReasons: Readonly<Record<string, Outcome>>;
  /** The vendor's error codes and types; statuses are shared by all vendors. */
  readonly errorCodes: Readonly<Record<string, ProviderErrorKind>>;
  /** Whether a turn that calls tools is refused without its `reasoning_content`, be it empty. */
  readonly wantsReasoning: boolean;
  toOutputRequest(output: OutputFormat): OutputRequest;
  /** A tool's input schema without what the vendor would refuse. */
  toToolSchema(schema: JsonObject): JsonObject;
  toTokenUsage(usage: ChatUsage): TokenUsage;
  /** Why this request's setting has no effect, beyond what `models` says; null where it has. */
  findObstacle(setting: ModelSettingName, request: SettingsRequest): string | null;
}
