import type {
  CallResult,
  CallStreamEvent,
  ContextOf,
  DataOf,
  Decision,
  FamilyOf,
  HistoryPage,
  JsonOf,
  Outcome,
  PromptVersion,
} from "@promptrail/core";
import type { Erasure } from "@promptrail/core/call-log";
import type {
  ContentsPage,
  Drill,
  FleetMember,
  KeyRotation,
  NamedFamily,
  NamedVersion,
  RegisteredVersion,
} from "@promptrail/core/lifecycle";
import type { ListedPrompt } from "@promptrail/http-api";
import type {
  ClientAnswer,
  ClientArchiving,
  ClientDrill,
  ClientHeadroomQuery,
  ClientHistoryRequest,
  ClientPromotion,
  ClientRequest,
  ClientResumption,
  ClientRollback,
  ClientShadow,
  ClientShadowQuery,
} from "./client-requests.js";

/** How a call is run. */
export interface ClientCallOptions<
  Pinned = number,
  Accepted extends readonly Outcome[] = readonly Outcome[],
> extends Pick<ClientRequest<"call">, "attachments" | "subject" | "timeoutMs" | "turns"> {
  /** Pins a version; without it the active one runs. */
  readonly version?: Pinned | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Outcomes that are returned although they are no success: `["truncated"]`. */
  readonly accept?: Accepted | undefined;
}

/** The data of a call, as JSON tells it. */
type DataIn<
  Prompts extends readonly PromptVersion[],
  Family extends FamilyOf<Prompts>,
  Pinned extends number,
> = JsonOf<DataOf<Prompts, Family, Pinned>>;

/**
 * A Promptrail server's API. Every method throws PromptrailError: what the server says, with its
 * code and data, or `server_unreachable` where no answer comes.
 *
 * `Prompts`: the prompts that callers know, whose families, contexts and outputs their calls then have, and whose
 * families and versions a decision may name.
 */
export interface Client<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]> {
  health(): Promise<void>;
  /** Also returned, and not thrown, when the server is not ready. */
  readiness(): Promise<ClientAnswer<"readyz">>;
  status(): Promise<ClientAnswer<"status">>;
  listPrompts(): Promise<readonly ListedPrompt[]>;
  /** A registered body whose content hash was verified. */
  readVersion(family: string, version: number): Promise<RegisteredVersion>;
  /** `data` is in JSON form. */
  call<
    Family extends FamilyOf<Prompts>,
    const Pinned extends number = number,
    const Accepted extends readonly Outcome[] = readonly [],
  >(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: ClientCallOptions<NamedVersion<Prompts, Family, Pinned>, Accepted>,
  ): Promise<
    CallResult<DataIn<Prompts, Family, Pinned> | (Accepted extends readonly [] ? never : null)>
  >;
  /** Ends with one `finish`, which tells the outcome. Leaving the loop ends the upstream call. */
  stream<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: Omit<ClientCallOptions<NamedVersion<Prompts, Family, Pinned>>, "accept">,
  ): AsyncIterable<CallStreamEvent<DataIn<Prompts, Family, Pinned> | null>>;
  /** What would be sent; sends nothing. */
  render<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: Pick<ClientCallOptions<NamedVersion<Prompts, Family, Pinned>>, "version" | "turns">,
  ): Promise<ClientAnswer<"render">>;
  rollback<Family extends string, Named extends number>(
    request: ClientRollback<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<ClientAnswer<"rollback">>;
  /**
   * Rolls every family back whose active version asks a model or a provider. While the answer says that families
   * are `remaining`, the same request with its `idempotencyKey` goes on.
   */
  rollbackAll(request: ClientRequest<"rollbackAll">): Promise<ClientAnswer<"rollbackAll">>;
  promote<Family extends string, Named extends number>(
    request: ClientPromotion<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<ClientAnswer<"promote">>;
  shadow<Family extends string, Named extends number>(
    request: ClientShadow<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<ClientAnswer<"shadow">>;
  /** Production calls with the shadow run on the same input, newest first; 20 by default. */
  shadowPairs<Family extends string>(
    request: ClientShadowQuery<NamedFamily<Prompts, Family>>,
  ): Promise<ClientAnswer<"shadowPairs">>;
  /** How full the context windows of a family's production calls got in 28 days, and when they are full. */
  headroom<Family extends string>(
    request: ClientHeadroomQuery<NamedFamily<Prompts, Family>>,
  ): Promise<ClientAnswer<"headroom">>;
  /**
   * Calls as the log keeps them, newest first; with `text` those in which it was said. What was said is there for a key with
   * the scope `bodies`.
   */
  calls(request?: ClientRequest<"calls">): Promise<ClientAnswer<"calls">>;
  /** One call as the log keeps it. `unknown_call`. */
  findCall(callId: string): Promise<ClientAnswer<"findCall">>;
  /** Calls, tokens, cost and latency; of the last day where no time is named. */
  usage(request?: ClientRequest<"usage">): Promise<ClientAnswer<"usage">>;
  /** Gives calls to the server's log that were made without it. A call that is there already stays as it is. */
  reportCalls(report: ClientRequest<"reportCalls">): Promise<void>;
  /** Erases every call of a subject: for readers at once, from the log's files within a day. */
  eraseSubject(subject: string): Promise<ClientAnswer<"eraseSubject">>;
  /** How far each erasure has come, newest first. */
  erasures(): Promise<readonly Erasure[]>;
  archive<Family extends string, Named extends number>(
    request: ClientArchiving<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<ClientAnswer<"archive">>;
  /** Ends the hold that a rollback left. */
  resume<Family extends string>(
    request: ClientResumption<NamedFamily<Prompts, Family>>,
  ): Promise<ClientAnswer<"resume">>;
  /**
   * After a failover or a restored dump lost decisions: brings the store and every process to one
   * state again. `not_eligible` where nothing was lost. Doing it again does no harm.
   */
  recover(request: ClientRequest<"recover">): Promise<ClientAnswer<"recover">>;
  /**
   * Stores the evidence of a comparison that ran elsewhere, for the version that is active now: a line of a file of
   * `promptrail eval --evidence`. The same one again changes nothing.
   */
  bringEvidence(run: ClientRequest<"bringEvidence">): Promise<ClientAnswer<"bringEvidence">>;
  /** Measures how fast a decision reaches every process. Changes nothing that is served. */
  drill<Family extends string>(
    request: ClientDrill<NamedFamily<Prompts, Family>>,
  ): Promise<ClientAnswer<"drill">>;
  /** The processes that gave a sign of life lately. */
  fleet(): Promise<readonly FleetMember[]>;
  /** Newest first. */
  drills(query?: ClientRequest<"drills">): Promise<readonly Drill[]>;
  /** Decisions, newest first; of every family where none is named. */
  history<Family extends string>(
    request: ClientHistoryRequest<NamedFamily<Prompts, Family>>,
  ): Promise<readonly Decision[]>;
  /** The same, and where the next older part begins. */
  historyPage<Family extends string>(
    request: ClientHistoryRequest<NamedFamily<Prompts, Family>>,
  ): Promise<HistoryPage>;
  /** Checks a part of what is kept beside the decisions; null begins, the answer's `next` goes on. */
  checkContents(after: string | null): Promise<ContentsPage>;
  /** The keys for families that this key has, oldest first, without their secrets. */
  listKeys(): Promise<ClientAnswer<"listKeys">>;
  /** Makes a key, whose secret is told this once. `forbidden` for more than this key has. */
  addKey(request: ClientRequest<"addKey">): Promise<ClientAnswer<"addKey">>;
  /** Creates a key that replaces another one, which remains valid for a while. */
  rotateKey(rotation: KeyRotation): Promise<ClientAnswer<"rotateKey">>;
  revokeKey(keyId: string): Promise<void>;
}
