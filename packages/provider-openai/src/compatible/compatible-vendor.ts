import type { JsonObject, Outcome, ProviderWarning, TokenUsage } from "@promptrail/core";
import type {
  ExtraHeaders,
  ModelChanges,
  ModelData,
  ModelSettingName,
  OutputFormat,
  ProviderCapabilities,
  SettingsRequest,
} from "@promptrail/core/provider-kit";
import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import type { z } from "zod";
import type { ChatUsage } from "./chat-reply.js";
import type { SdkVendor } from "./sdk-vendor.js";

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
  /** Prices and limits of your own, and models that are missing here: they replace and add to what the package knows. */
  readonly models?: ModelChanges;
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
export interface CompatibleVendor extends SdkVendor {
  readonly capabilities: ProviderCapabilities;
  readonly models: Readonly<Record<string, ModelData>>;
  /** Options in the vendor's own words; they join the request's body as they are. */
  readonly optionsSchema: z.ZodType<JsonObject>;
  /** What the vendor calls the most tokens that an answer may have. */
  readonly tokenLimit: "max_tokens" | "max_completion_tokens";
  readonly finishReasons: Readonly<Record<string, Outcome>>;
  /** Whether it wants to see again what its model thought before it called a tool. */
  readonly wantsReasoning: boolean;
  toOutputRequest(output: OutputFormat): OutputRequest;
  /** A tool's input schema without what the vendor would refuse. */
  toToolSchema(schema: JsonObject): JsonObject;
  toTokenUsage(usage: ChatUsage): TokenUsage;
  /** Why this request's setting has no effect, beyond what `models` says; null where it has. */
  findObstacle(setting: ModelSettingName, request: SettingsRequest): string | null;
}
