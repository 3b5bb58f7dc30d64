import type { CallResult, DataOf, FamilyOf, Outcome, PromptVersion } from "@promptrail/core";

/** The options that the type of a call's data is made from. */
export interface DataOptions<Pinned extends number, Accepted extends readonly Outcome[]> {
  readonly version?: Pinned | undefined;
  readonly accept?: Accepted | undefined;
}

/** What a call returns. An outcome that is no success, where the caller accepts it, comes without data. */
export type ResultOf<
  Prompts extends readonly PromptVersion[],
  Family extends FamilyOf<Prompts>,
  Pinned extends number,
  Accepted extends readonly Outcome[],
> = CallResult<DataOf<Prompts, Family, Pinned> | (Accepted extends readonly [] ? never : null)>;
