import type { JsonObject, JsonValue } from "../json/json-value.js";
import type { Outcome } from "../provider/completion.js";
import type { ToolCall } from "../provider/message.js";
import type { TokenUsage } from "../provider/token-usage.js";

/** What an eval is given beside its subject. */
export interface EvalCall {
  /** The case whose answer is judged. An answer of production has the call's id, no tags, and the call's cluster. */
  readonly case: EvalCase;
  /**
   * Runs another prompt of the project, in the lane of evals: the version of the family that the eval's `runs` names. Any
   * outcome is an answer; its cost counts in the run's limit. Throws PromptrailError where no answer comes, where the
   * eval names no version of the family, and where nothing here can run a prompt.
   */
  readonly run: (family: string, context: JsonObject) => Promise<EvalAnswer>;
  /**
   * One vector a text, in order, by the model that the eval's `embeds` names; its cost counts in the run's limit. Throws
   * PromptrailError where no vectors come, where the eval names no model, and where nothing here can embed.
   */
  readonly embed: (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;
  /** Fires at the eval's deadline, and where the run is abandoned: hand it to what the eval waits for. `run` and `embed` mind it. */
  readonly signal: AbortSignal;
}

/** Of a row of a dataset, what is neither context nor ground truth. */
interface EvalCase {
  readonly id: string;
  readonly tags: readonly string[];
  /** Cases of one cluster are not independent. */
  readonly cluster: string | null;
}

/** What came of a prompt that an eval ran. */
export interface EvalAnswer {
  readonly outcome: Outcome;
  /** Whether the answer counts as a success of its version. */
  readonly success: boolean;
  readonly text: string;
  /** As the version's output schema reads it, in JSON form; null where there is none. */
  readonly data: JsonValue;
  readonly toolCalls?: readonly ToolCall[];
  /** Tokens; null in it: unknown. */
  readonly usage: TokenUsage;
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  /** Milliseconds. */
  readonly durationMs: number;
}

/** What an eval asks beside its subject: with another one of these it judges differently, so the suite hash covers it. */
export interface EvalUses {
  /** At most one version of a family. */
  readonly prompts: readonly UsedPrompt[];
  /** By the ids of a provider of the config's `embeddings` and of one of its models; null: none. */
  readonly embedding: { readonly provider: string; readonly model: string } | null;
}

/** A version, as far as it has to be found and to be the same. */
interface UsedPrompt {
  readonly family: string;
  readonly version: number;
  /** `product_description_v2` */
  readonly key: string;
  readonly contentHash: string;
}
