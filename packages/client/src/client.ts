import type {
  CallResult,
  CallStreamEvent,
  ContentsPage,
  Decision,
  Drill,
  FleetMember,
  HistoryPage,
  JsonObject,
  JsonValue,
  Outcome,
  RecoverReport,
  RegisteredVersion,
} from "@promptrail/core";
import type {
  DrillResult,
  FamilyChange,
  KeyList,
  KeyRequest,
  KeyRotation,
  ListedPrompt,
  MadeKey,
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

export interface DecisionRequest {
  readonly family: string;
  /** The active version that the caller saw; `stale_state` when another one is active now. */
  readonly fromVersion?: number;
  /** The family's revision that the caller saw; `stale_state` when it has another one now. */
  readonly expectedRevision?: number;
  /** The same key again answers with the first decision. */
  readonly idempotencyKey?: string;
}

/** Waits until every process has the decision; the answer then tells how far it came. */
export interface FleetWaitOptions {
  /** At most 10,000. */
  readonly timeoutMs: number;
}

export interface ClientRollbackRequest extends DecisionRequest {
  readonly wait?: FleetWaitOptions;
  /** Without one: the last active version that no rollback left. */
  readonly toVersion?: number;
  readonly reason?: string;
}

export interface ClientPromoteRequest extends DecisionRequest {
  readonly wait?: FleetWaitOptions;
  readonly version: number;
  readonly reason: string;
  /** Promotes without evidence; says why that is right. */
  readonly override?: string;
  /** The callers give already what no version that was live before required. */
  readonly callersReady?: boolean;
}

export interface ClientShadowRequest extends DecisionRequest {
  /** Null ends the shadow run. */
  readonly version: number | null;
  /** The share of calls that it runs beside, 0 to 1; default 1. */
  readonly rate?: number;
  readonly reason: string;
}

export interface ClientArchiveRequest extends DecisionRequest {
  readonly version: number;
  readonly reason: string;
}

export interface ClientResumeRequest extends DecisionRequest {
  readonly reason: string;
}

export interface ClientRecoverRequest {
  /** `store`: what the store says now; `fleet`: what the server that is asked still serves. */
  readonly keep: "store" | "fleet";
  readonly reason: string;
}

export interface ClientDrillRequest extends Pick<DecisionRequest, "family" | "idempotencyKey"> {
  readonly reason?: string;
  /** How long the processes have; default 2,000, at most 10,000. */
  readonly timeoutMs?: number;
}

export interface ClientHistoryRequest {
  /** Without one: every family. */
  readonly family?: string;
  /** Default 50, at most 1,000. */
  readonly limit?: number;
  /** Only decisions with a lower revision. */
  readonly before?: number;
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
  /** `data` is in JSON form. */
  call(
    family: string,
    context: JsonObject,
    options?: ClientCallOptions,
  ): Promise<CallResult<JsonValue>>;
  /** Ends with one `finish`, which tells the outcome. Leaving the loop ends the upstream call. */
  stream(
    family: string,
    context: JsonObject,
    options?: Omit<ClientCallOptions, "accept">,
  ): AsyncIterable<CallStreamEvent<JsonValue>>;
  render(
    family: string,
    context: JsonObject,
    options?: { readonly version?: number },
  ): Promise<RenderedMessages>;
  rollback(request: ClientRollbackRequest): Promise<RollbackResult>;
  promote(request: ClientPromoteRequest): Promise<PromotionResult>;
  shadow(request: ClientShadowRequest): Promise<FamilyChange>;
  archive(request: ClientArchiveRequest): Promise<FamilyChange>;
  /** Ends the hold that a rollback left. */
  resume(request: ClientResumeRequest): Promise<FamilyChange>;
  /**
   * After a failover or a restored dump lost decisions: brings the store and every process to one
   * state again. `not_eligible` where nothing was lost. Doing it again does no harm.
   */
  recover(request: ClientRecoverRequest): Promise<RecoverReport>;
  /** Measures how fast a decision reaches every process. Changes nothing that is served. */
  drill(request: ClientDrillRequest): Promise<DrillResult>;
  /** The processes that gave a sign of life lately. */
  fleet(): Promise<readonly FleetMember[]>;
  /** Newest first. */
  drills(query?: { readonly limit?: number }): Promise<readonly Drill[]>;
  /** Decisions, newest first; of every family where none is named. */
  history(request: ClientHistoryRequest): Promise<readonly Decision[]>;
  /** The same, and where the next older part begins. */
  historyPage(request: ClientHistoryRequest): Promise<HistoryPage>;
  /** Checks a part of what is kept beside the decisions; null begins, the answer's `next` goes on. */
  checkContents(after: string | null): Promise<ContentsPage>;
  /** The keys for families that this key has, oldest first, without their secrets. */
  listKeys(): Promise<KeyList>;
  /** Makes a key, whose secret is told this once. `forbidden` for more than this key has. */
  addKey(request: KeyRequest): Promise<MadeKey>;
  /** Makes a key that takes another one's place, which works on for a while. */
  rotateKey(rotation: KeyRotation): Promise<MadeKey>;
  revokeKey(keyId: string): Promise<void>;
}
