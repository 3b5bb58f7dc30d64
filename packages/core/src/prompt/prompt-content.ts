import type { JsonObject } from "../json/json-value.js";
import type { OutputFormat, ToolDefinition } from "../provider/completion-request.js";
import type { CacheHint } from "../provider/message.js";
import type { ModelSettings } from "../provider/model-data.js";
import type { TemplateSettings } from "../template/template-settings.js";

export interface MessageTemplate {
  readonly role: "system" | "user" | "assistant";
  /** Jinja source, rendered on its own; line ends are `\n`. */
  readonly template: string;
  readonly cache?: CacheHint;
}

/** Another model to ask when the first one fails. Part of the version, and gated like it. */
export interface Fallback {
  readonly provider: string;
  readonly model: string;
  readonly settings: ModelSettings;
  readonly providerOptions: JsonObject;
}

/** An own filter or function, by what the content hash knows of it. */
export interface FilterReference {
  readonly name: string;
  readonly version: number;
}

/**
 * All that changes what the model receives or how its answer is read: what the content hash covers,
 * and what the store keeps so that a process can serve a version that its build does not have.
 *
 * A field that comes later is optional, and left out by every version that does not use it: so no hash
 * moves, and no lock.
 */
export interface PromptContent {
  readonly messages: readonly MessageTemplate[];
  readonly provider: string;
  readonly model: string;
  readonly settings: ModelSettings;
  readonly providerOptions: JsonObject;
  readonly fallbacks: readonly Fallback[];
  readonly tools: readonly ToolDefinition[];
  readonly output: OutputFormat | null;
  /** The team's own filters that the templates may use. */
  readonly filters: readonly FilterReference[];
  /** The team's own functions that the templates may call. */
  readonly functions?: readonly FilterReference[];
  /** The texts that `{% include "name" %}` puts in, by name; line ends are `\n`. */
  readonly partials?: Readonly<Record<string, string>>;
  /** How the templates and the partials are read; holds only what is on. */
  readonly template?: TemplateSettings;
}
