import type { JsonObject } from "../json/json-value.js";
import type { Message } from "./message.js";
import type { ModelSettings } from "./model-data.js";

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the tool's input. */
  readonly inputSchema: JsonObject;
}

export interface OutputFormat {
  readonly name: string;
  /** JSON Schema that the answer must fit, as it is sent. */
  readonly schema: JsonObject;
}

/** The part of a request that says how a model is to answer: what a version fixes for all its calls. */
export type SettingsRequest = Pick<CompletionRequest, "model" | "settings" | "vendorOptions">;

/** What a provider is asked to do, free of any vendor's words. */
export interface CompletionRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly output: OutputFormat | null;
  readonly settings: ModelSettings;
  /** Passed to the vendor as they are; checked against the provider's `optionsSchema` at registration. */
  readonly vendorOptions: JsonObject;
}
