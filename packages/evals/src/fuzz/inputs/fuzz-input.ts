import type { JsonObject } from "@promptrail/core";
import { jsonDigest } from "@promptrail/core/lifecycle";

/** Where an input comes from: a case of the dataset, a case with some fields drawn anew, or the schema alone. */
export type InputOrigin = "case" | "changed_case" | "schema";

/** An input as it was drawn. */
export interface DrawnInput {
  readonly context: JsonObject;
  readonly origin: InputOrigin;
  /** The dataset's case; null for what the schema made. */
  readonly caseId: string | null;
  readonly tags: readonly string[];
  /** What is right is known for cases of the dataset alone. */
  readonly truth: { readonly value: unknown } | null;
}

/** What is asked and how its answer is judged. */
export interface AskedInput {
  readonly context: JsonObject;
  /** What evals read beside the answer. */
  readonly judgedContext: JsonObject;
  readonly tags: readonly string[];
  readonly truth: DrawnInput["truth"];
  /** Texts that an answer may repeat, as their words: those parts of it are not judged. Left out: all of it is. */
  readonly mayRepeat?: readonly (readonly string[])[];
}

/** Under which answers to a context are kept: equal contexts, the order of members included, have the same. */
export function toInputId(context: JsonObject): string {
  return `fuzz-${jsonDigest({ written: JSON.stringify(context) }).slice("sha256-".length, 23)}`;
}

export function asDrawn({ context, tags, truth }: DrawnInput): AskedInput {
  return { context, judgedContext: context, tags, truth };
}
