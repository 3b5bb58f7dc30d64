import type { TemplateFilter } from "../template/template-filter.js";
import type { TemplateFunction } from "../template/template-function.js";
import type { InputSchema } from "./input-schema.js";
import type { PromptContent } from "./prompt-content.js";
import type { Status } from "./status.js";

/** One immutable revision of a family, as the code declares it. Made by `definePrompt`. */
export interface PromptVersion<Family extends string = string, Context = unknown> {
  readonly family: Family;
  /** From 1. */
  readonly version: number;
  /** `product_description_v2` */
  readonly key: string;
  readonly status: Status;
  /** Why this version exists; null only for version 1. */
  readonly changelog: string | null;
  readonly content: PromptContent;
  readonly contentHash: string;
  readonly input: InputSchema | null;
  /** Reads the model's answer; null where the answer is plain text. */
  readonly output: InputSchema | null;
  /** Read the inputs of tool calls, by the tool's name; a tool that is declared by a JSON Schema has none. */
  readonly toolInputs: ReadonlyMap<string, InputSchema>;
  readonly filters: readonly TemplateFilter[];
  readonly functions: readonly TemplateFunction[];
  /** Carries the context's type; absent at run time. */
  readonly "~context"?: Context;
}

/** The largest number that a version, or a revision, can have: stores keep them in 32 bits. */
export const largestVersion = 2_147_483_647;

/** The key of a version: `product_description_v2`. */
export function versionKey(family: string, version: number): string {
  return `${family}_v${version}`;
}

/** The families that a list of prompts declares. */
export type FamilyOf<Prompts extends readonly PromptVersion[]> = Prompts[number]["family"];
