import type { Attachment, Lane, Message, Outcome } from "@promptrail/core";

/** How a call is run. */
export interface CallOptions<
  Pinned = number,
  Accepted extends readonly Outcome[] = readonly Outcome[],
> {
  /** Pins a version; without it the active one runs. */
  readonly version?: Pinned | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the whole call; default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Outcomes that are returned although they are no success: `["truncated"]`. */
  readonly accept?: Accepted | undefined;
  /**
   * Images and files, in this order behind the text of the version's last user message. Refused before anything is sent
   * where the version's model does not take them.
   */
  readonly attachments?: readonly Attachment[] | undefined;
  /** What follows the rendered messages: the turns of a conversation, results of tools. */
  readonly turns?: readonly Message[] | undefined;
  /**
   * Whose data the call is about: the id of a user or a customer, of at most 500 characters. The call log keeps a hash of it
   * under a secret of the environment, by which everything of that person can be erased.
   */
  readonly subject?: string | undefined;
}

/** What a call of an eval is told. */
export interface EvaluateOptions extends Pick<CallOptions, "signal" | "timeoutMs" | "turns"> {
  /** Turns in front of the version's last user message: examples, or a conversation that came before. */
  readonly earlierTurns?: readonly Message[] | undefined;
  /** The case that it is for: calls with the same object share what they may spend on being sent again. */
  readonly ofCase?: object | undefined;
}

/** Where a call comes from, for what runs beside production. */
export interface CallOrigin {
  readonly lane: Lane;
  /** The call that a shadow run goes with. */
  readonly shadowOf: string | null;
  /** For a step of a run of tools: which one, from 1. */
  readonly run?: { readonly id: string; readonly step: number };
}
