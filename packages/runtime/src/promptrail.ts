import type {
  CallResult,
  CallStreamEvent,
  ContentsPage,
  ContextOf,
  DataOf,
  Decision,
  DecisionResult,
  FamilyOf,
  FleetMember,
  HistoryPage,
  JsonValue,
  Message,
  OpenStore,
  Outcome,
  PromptVersion,
  RecoverReport,
  Registry,
  Suite,
} from "@promptrail/core";
import type { CallOptions } from "./calls/call-options.js";
import type { DataOptions, ResultOf } from "./calls/typed-call.js";
import type { ServableVersion } from "./catalog/servable-version.js";
import type { DeployReport, DeployRequest } from "./decisions/deploy.js";
import type { ArchiveRequest, ResumeRequest, ShadowRequest } from "./decisions/family-decisions.js";
import type { PromoteRequest } from "./decisions/promote.js";
import type { RecoverRequest } from "./decisions/recovery/recover-request.js";
import type { RollbackRequest } from "./decisions/rollback.js";
import type { HistoryRequest } from "./decisions/to-history-query.js";
import type { DrillRequest, DrillResult } from "./fleet/run-drill.js";
import type { FleetAnswer, FleetWait } from "./fleet/wait-for-fleet.js";
import type { EnvironmentStatus } from "./reports/family-status.js";
import type { ShadowPair } from "./reports/read-shadow-pairs.js";
import type { Resolution } from "./state/resolve-version.js";

export interface RenderedPrompt {
  readonly version: ServableVersion;
  readonly messages: readonly Message[];
}

/** With a literal number, the version whose context the call gives. */
interface PinnedVersion<Pinned extends number> {
  readonly version?: Pinned;
}

/** Every use case over a project's prompts. Made by `createPromptrail`. */
export interface Promptrail<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]> {
  readonly environment: string;
  readonly registry: Registry;
  readonly suites: ReadonlyMap<string, Suite>;
  /**
   * The store; null where this process follows a server. While it is away, its methods throw
   * `store_unavailable`, and this process goes on trying to reach it.
   */
  readonly store: OpenStore | null;

  /**
   * Runs what is live. The context holds what every version that may be live needs, so that neither a
   * promotion nor a rollback refuses it; a pinned version takes its own.
   *
   * Throws PromptrailError before anything is sent; ProviderError; OutcomeError for an answer that is no success.
   */
  call<
    Family extends FamilyOf<Prompts>,
    const Pinned extends number = number,
    const Accepted extends readonly Outcome[] = readonly [],
  >(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: CallOptions & DataOptions<Pinned, Accepted>,
  ): Promise<ResultOf<Prompts, Family, Pinned, Accepted>>;
  /** Ends with one `finish`, which tells the outcome; without data unless it is a success. */
  stream<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: CallOptions & PinnedVersion<Pinned>,
  ): AsyncIterable<CallStreamEvent<DataOf<Prompts, Family, Pinned> | null>>;
  /** What would be sent; sends nothing. For use with any SDK. */
  render<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: Pick<CallOptions, "signal"> & PinnedVersion<Pinned>,
  ): Promise<RenderedPrompt>;
  /**
   * Runs a version for an eval: any outcome is returned, its data in JSON form, and the call is no
   * production call.
   */
  evaluate(
    family: string,
    version: number,
    context: unknown,
    options?: Pick<CallOptions, "signal" | "timeoutMs">,
  ): Promise<CallResult<JsonValue>>;
  /** What a family serves now. No I/O. */
  resolve(family: string, version?: number): Resolution;

  promote(request: PromoteRequest): Promise<DecisionResult>;
  rollback(request: RollbackRequest): Promise<DecisionResult>;
  shadow(request: ShadowRequest): Promise<DecisionResult>;
  archive(request: ArchiveRequest): Promise<DecisionResult>;
  /** Ends the hold that a rollback left. */
  resume(request: ResumeRequest): Promise<DecisionResult>;
  /**
   * Ends a `state_regression` after decisions were lost, in a failover or by a restored dump: puts back
   * the state that this process serves, or lets the store's stand. Every process then applies it.
   *
   * @throws PromptrailError `not_eligible` where nothing was lost, or where this process does not have
   * the lost state; `unknown_version`, `stale_state`, `store_unavailable`.
   */
  recover(request: RecoverRequest): Promise<RecoverReport>;
  /** Registers this build's versions and applies what its lock file declares. For pipelines. */
  deploy(request: DeployRequest): Promise<DeployReport>;
  /** The processes that reported within `withinMs` (default: 15,000). */
  fleet(query?: { readonly withinMs?: number }): Promise<readonly FleetMember[]>;
  /** Waits until every process that lives now serves a revision. */
  waitForFleet(wait: FleetWait): Promise<FleetAnswer>;
  /** Measures how fast a decision reaches every process, and keeps the figures. Changes nothing. */
  drill(request: DrillRequest): Promise<DrillResult>;
  /** Decisions, newest first; of every family where none is named. */
  history(request?: HistoryRequest): Promise<readonly Decision[]>;
  /** The same, and where the next older part begins. */
  historyPage(request?: HistoryRequest): Promise<HistoryPage>;
  /** Checks a part of what the store keeps beside the decisions; null begins, the answer's `next` goes on. */
  checkContents(after: string | null): Promise<ContentsPage>;
  status(): EnvironmentStatus;
  /** Calls `onApplied` after each state that this process applies, until the returned function is called. */
  watch(onApplied: (revision: number) => void): () => void;
  shadowPairs(query: {
    readonly family: string;
    readonly limit?: number;
  }): Promise<readonly ShadowPair[]>;

  /** Ends the shadow runs that are under way; each is counted as cut. */
  abortShadows(): void;
  /** Waits for shadow runs and writes call records that wait. */
  flush(): Promise<void>;
  /** Ends the shadow runs that are under way and writes call records that wait, for seconds at most. */
  close(): Promise<void>;
}
