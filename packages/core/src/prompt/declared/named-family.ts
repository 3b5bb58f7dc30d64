import type { FamilyOf, PromptVersion } from "../prompt-version.js";

/**
 * A family as whoever decides names it: a name that is written down must be one that the code declares. One that is
 * only known when the program runs may be any.
 */
export type NamedFamily<
  Prompts extends readonly PromptVersion[],
  Named extends string,
> = string extends Named ? Named : FamilyOf<Prompts>;
