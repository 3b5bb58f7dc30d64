import type { Eval, EvalCall, JsonObject } from "@promptrail/core";
import type { Embedding } from "@promptrail/core/provider-kit";
import type { RunAnswer } from "../run-answer.js";

type Uses = NonNullable<Eval["uses"]>;

/** A version of another prompt that an eval runs. */
export type UsedPrompt = Uses["prompts"][number];
/** The model that an eval embeds with, by its provider's id and its own. */
export type UsedEmbedding = NonNullable<Uses["embedding"]>;

/** What evals ask of the program that runs them, which has keys and limits. */
export interface EvalAids {
  /** Runs a version, whatever is active: any outcome is an answer. Throws where none comes, and where it is not the one that is known here. */
  readonly run: (
    prompt: UsedPrompt,
    context: JsonObject,
    signal: AbortSignal,
  ) => Promise<RunAnswer>;
  /** `cost` in US dollars, null where it is unknown. Throws where no vectors come. */
  readonly embed: (
    embedding: UsedEmbedding,
    texts: readonly string[],
    signal: AbortSignal,
  ) => Promise<Pick<Embedding, "vectors"> & { readonly cost: number | null }>;
}

/** What an eval may ask, already with the model or version that it names. */
export type EvalAsks = Pick<EvalCall, "run" | "embed">;
