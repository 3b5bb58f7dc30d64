import type {
  CallResult,
  CallStreamEvent,
  Decision,
  JsonObject,
  Outcome,
  RegisteredVersion,
} from "@promptrail/core";
import type {
  ListedPrompt,
  PromotionResult,
  Readiness,
  RenderedMessages,
  RollbackResult,
  ServerStatus,
} from "@promptrail/http-api";

export interface ClientCallOptions {
  /** Pins a version; without it the active one runs. */
  readonly version?: number;
  readonly signal?: AbortSignal;
  /** For the whole call; default 60,000. */
  readonly timeoutMs?: number;
  /** Outcomes that are returned although they are no success: `["truncated"]`. */
  readonly accept?: readonly Outcome[];
}

interface DecisionRequest {
  readonly family: string;
  /** The active version that the caller saw; `stale_state` when another one is active now. */
  readonly fromVersion?: number;
  /** The same key again answers with the first decision. */
  readonly idempotencyKey?: string;
}

export interface ClientRollbackRequest extends DecisionRequest {
  /** Without one: the last active version that no rollback left. */
  readonly toVersion?: number;
  readonly reason?: string;
}

export interface ClientPromoteRequest extends DecisionRequest {
  readonly version: number;
  readonly reason: string;
  /** Promotes without evidence; says why that is right. */
  readonly override?: string;
}

/**
 * A Promptrail server's API. Every method throws PromptrailError: what the server says, with its
 * code and data, or `store_unavailable` where no answer comes.
 */
export interface Client {
  health(): Promise<void>;
  /** Also returned, and not thrown, when the server is not ready. */
  readiness(): Promise<Readiness>;
  status(): Promise<ServerStatus>;
  listPrompts(): Promise<readonly ListedPrompt[]>;
  /** A registered body whose content hash was verified. */
  readVersion(family: string, version: number): Promise<RegisteredVersion>;
  call(family: string, context: JsonObject, options?: ClientCallOptions): Promise<CallResult>;
  /** Ends with one `finish`, which tells the outcome. Leaving the loop ends the upstream call. */
  stream(
    family: string,
    context: JsonObject,
    options?: Omit<ClientCallOptions, "accept">,
  ): AsyncIterable<CallStreamEvent>;
  render(
    family: string,
    context: JsonObject,
    options?: { readonly version?: number },
  ): Promise<RenderedMessages>;
  rollback(request: ClientRollbackRequest): Promise<RollbackResult>;
  promote(request: ClientPromoteRequest): Promise<PromotionResult>;
  /** Newest first. */
  history(query: {
    readonly family: string;
    readonly limit?: number;
  }): Promise<readonly Decision[]>;
}
