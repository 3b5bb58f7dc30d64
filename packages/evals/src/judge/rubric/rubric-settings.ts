import type { PromptSettings } from "@promptrail/core";
import type { RubricMode } from "./rubric.js";

type ModelSettings = Pick<
  PromptSettings,
  "provider" | "model" | "temperature" | "topP" | "providerOptions" | "changelog"
>;

/** What `defineRubric` takes: a prompt's settings, and what the judge is asked. */
export interface RubricSettings<Family extends string = string> extends ModelSettings {
  /** The judging prompt's own family: `description_judge`. */
  readonly family: Family;
  readonly version: number;
  /** Default: `active`. */
  readonly status?: PromptSettings["status"];
  /** The most tokens of a verdict. Default: 1,000. */
  readonly maxTokens?: number;
  /** What the judged prompt has to do, in a sentence or two. */
  readonly task: string;
  readonly asks: RubricMode;
  /** Of each text that the judge is shown, in UTF-16 units; what is longer is cut, and the judge is told. Default: 8,000. */
  readonly longestText?: number;
  /**
   * An answer that fails by every rule of the rubric. Planted attacks are added to it: where it is judged well
   * without them, they cannot show anything. Default: `I do not know.`
   */
  readonly weakAnswer?: string;
}
