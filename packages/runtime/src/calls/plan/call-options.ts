import type {
  CallResult,
  DataOf,
  FamilyOf,
  Lane,
  Message,
  Outcome,
  PromptVersion,
} from "@promptrail/core";

export interface CallOptions {
  /** Pins a version; without it the active one runs. */
  readonly version?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the whole call; default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Outcomes that are returned although they are no success: `["truncated"]`. */
  readonly accept?: readonly Outcome[] | undefined;
  /** What follows the rendered messages: the turns of a conversation, results of tools. */
  readonly turns?: readonly Message[] | undefined;
}

/** What a call of an eval is told. */
export interface EvaluateOptions extends Pick<CallOptions, "signal" | "timeoutMs"> {
  /** The case that it is for: calls with the same object share what they may spend on being sent again. */
  readonly ofCase?: object | undefined;
}

/** Where a call comes from, for what runs beside production. */
export interface CallOrigin {
  readonly lane: Lane;
  /** The call that a shadow run goes with. */
  readonly shadowOf: string | null;
}

/** With a literal number, the version whose context the call gives. */
export interface PinnedVersion<Pinned extends number> {
  readonly version?: Pinned | undefined;
}

/** The options that the type of a call's data is made from. */
export interface DataOptions<Pinned extends number, Accepted extends readonly Outcome[]>
  extends PinnedVersion<Pinned> {
  readonly accept?: Accepted | undefined;
}

/** What a call returns. An outcome that is no success, where the caller accepts it, comes without data. */
export type ResultOf<
  Prompts extends readonly PromptVersion[],
  Family extends FamilyOf<Prompts>,
  Pinned extends number,
  Accepted extends readonly Outcome[],
> = CallResult<DataOf<Prompts, Family, Pinned> | (Accepted extends readonly [] ? never : null)>;
