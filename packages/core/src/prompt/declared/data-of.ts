import type { FamilyOf, PromptVersion } from "../prompt-version.js";
import type { Callable } from "./context-of.js";
import type { AnswerOfOutput } from "./run-of.js";

/** What the output schema makes of an answer; null without one, and where the answer calls tools instead. */
export type DataOfSettings<Output, Tools> = Tools extends readonly [] | undefined
  ? AnswerOfOutput<Output>
  : Tools extends readonly unknown[]
    ? AnswerOfOutput<Output> | null
    : AnswerOfOutput<Output>;

/**
 * The data of a successful call: what the output schemas make over all versions that may be live, which
 * is each that is not archived. With a literal `Pinned`, what that version's makes.
 */
export type DataOf<
  Prompts extends readonly PromptVersion[],
  Family extends FamilyOf<Prompts>,
  Pinned extends number = number,
> = DataIn<Prompts[number], Family, Pinned>;

// Prompts are only ever looked at, and never what is looked for: so a `Promptrail` of some prompts is one
// of any.
type DataIn<Declared, Family extends string, Pinned extends number> = [Declared] extends [
  { readonly family: infer Name },
]
  ? string extends Name
    ? unknown
    : DataOfVersions<Callable<Extract<Declared, { readonly family: Family }>, Pinned>>
  : never;

/** Nothing is known of a version that the code does not declare. */
type DataOfVersions<Version> = [Version] extends [never]
  ? unknown
  : Version extends { readonly "~data"?: infer Data }
    ? Data
    : unknown;
