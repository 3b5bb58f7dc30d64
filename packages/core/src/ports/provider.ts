import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Completion, ProviderWarning } from "../provider/completion.js";
import type { CompletionRequest, SettingsRequest } from "../provider/completion-request.js";
import type { Lane } from "../provider/lane.js";
import type { ModelData } from "../provider/model-data.js";
import type { StreamEvent } from "../provider/stream-event.js";

export interface ProviderCall {
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch; the provider gives up then with ProviderError `timeout`. */
  readonly deadline: number;
  readonly lane: Lane;
}

/** What shared code may rely on, so that it never asks which vendor this is. */
export interface ProviderCapabilities {
  readonly tools: boolean;
  /** `schema`: the vendor enforces the output schema; `json`: only that it is JSON; `none`: neither. */
  readonly output: "schema" | "json" | "none";
  /** What an output schema may describe: `object`, or `any` value, as a list or a union of objects. */
  readonly outputRoot: "object" | "any";
  readonly cacheHints: boolean;
  readonly reasoning: boolean;
}

/** One vendor. Made by a factory; reads its key when first used, never at import. */
export interface Provider {
  readonly id: string;
  readonly capabilities: ProviderCapabilities;
  /** Checks a version's provider options; unknown ones are errors. */
  readonly optionsSchema: StandardSchemaV1;
  /** What is known of each model. A model that is missing here may still be called. */
  readonly models: Readonly<Record<string, ModelData>>;
  /**
   * The settings that a call would leave out, each with the reason of its warning. Asks nobody, so that it is known before
   * a call is paid for. The options fit `optionsSchema`.
   */
  findIgnored(request: SettingsRequest): readonly ProviderWarning[];
  /** Throws ProviderError. A setting that cannot be honoured becomes a warning. */
  complete(request: CompletionRequest, call: ProviderCall): Promise<Completion>;
  /**
   * Ends with one `finish`; a stream cut before its terminal event finishes as `incomplete_stream`. Throws ProviderError,
   * also where nothing of an answer had come.
   */
  stream(request: CompletionRequest, call: ProviderCall): AsyncIterable<StreamEvent>;
  /**
   * Loads what calls need and nothing else does, such as the vendor's SDK, so that the first call does not wait for it. Left
   * out where there is nothing to load. Sends nothing and reads no key.
   */
  load?(): Promise<void>;
  /**
   * Opens a connection to the vendor for the first call, TLS included, and sends nothing. Left out where there is nothing
   * to open. Whoever asks for it does not mind that it fails: the call tells what is wrong.
   */
  warm?(): Promise<void>;
}
