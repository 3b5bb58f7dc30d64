import type { JsonObject } from "@promptrail/core";

/** What the simulated model sees: the wire request, free of any vendor's words. Nothing else. */
export interface EngineRequest {
  /** The model's name, as the request has it; absent for a model without habits. */
  readonly model?: string | undefined;
  /** Whose models it is one of: `openai`. */
  readonly vendor?: string | undefined;
  readonly system: string;
  /** The text of the last user message. */
  readonly user: string;
  /** All texts of the request, for counting its tokens. */
  readonly texts: readonly string[];
  /** Tokens of what is no text. */
  readonly attachedTokens: number;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly stopSequences: readonly string[];
  /** `text`: free; `json`: any JSON; `schema`: JSON that fits the schema. */
  readonly output:
    | { readonly kind: "text" | "json" }
    | { readonly kind: "schema"; readonly schema: JsonObject };
  readonly tools: readonly { readonly name: string; readonly inputSchema: JsonObject }[];
  /** The tool that has to be called; null where the model may choose. */
  readonly forcedTool: string | null;
}

/** Why the simulated model stopped; `window`: it has no room for more. */
export type EngineStop = "end" | "length" | "window" | "stop_sequence" | "tool";

export interface EngineAnswer {
  readonly text: string;
  readonly toolCall: { readonly name: string; readonly input: JsonObject } | null;
  readonly stop: EngineStop;
  readonly stopSequence: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
}
