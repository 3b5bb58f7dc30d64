import type { PromptVersion } from "../prompt/prompt-version.js";

/** The prompts of one build, checked against each other. */
export interface Registry {
  /** In the order of their first declaration. */
  readonly families: readonly string[];
  /** Ascending. Throws PromptrailError `unknown_family`, with a did-you-mean. */
  versionsOf(family: string): readonly PromptVersion[];
  /** Throws `unknown_family` or `unknown_version`. */
  find(family: string, version: number): PromptVersion;
  has(family: string, version: number): boolean;
  /** The version that the code declares active. */
  declaredActive(family: string): PromptVersion;
}
