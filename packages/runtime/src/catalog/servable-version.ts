import type { InputSchema, MessageTemplate, PromptContent } from "@promptrail/core";
import type { CompiledTemplate, DescribedInput } from "@promptrail/core/lifecycle";

export interface CompiledMessage {
  readonly message: MessageTemplate;
  readonly template: CompiledTemplate;
}

/** A version that this process can run. */
export interface ServableVersion {
  readonly family: string;
  readonly version: number;
  readonly key: string;
  readonly contentHash: string;
  readonly content: PromptContent;
  /** Null where the build has no schema for it: a version that came from the store. */
  readonly input: InputSchema | null;
  readonly output: InputSchema | null;
  /** The schemas that the build has of its tools' inputs, by the tool's name. */
  readonly toolInputs: ReadonlyMap<string, InputSchema>;
  /** What its input schema says of contexts, also where only another build has the schema; null without one. */
  readonly describeInput: () => DescribedInput | null;
  /** Compiled when first used. Throws TemplateError. */
  readonly messages: () => readonly CompiledMessage[];
}
