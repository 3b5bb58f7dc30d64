import type {
  DrillResult,
  PromptVersion,
  RecoverReport,
  RollbackAllReport,
} from "@promptrail/core";
import type { DecisionResult, NamedFamily, NamedVersion } from "@promptrail/core/lifecycle";
import type { DeployReport, DeployRequest } from "./deploy.js";
import type { DrillRequest } from "./drill/run-drill.js";
import type { ArchiveRequest, ResumeRequest, ShadowRequest } from "./family-decisions.js";
import type { RollbackAllRequest } from "./many/rollback-all-request.js";
import type { PromoteRequest } from "./promote.js";
import type { RecoverRequest } from "./recovery/recover-request.js";
import type { RollbackRequest } from "./rollback.js";

/**
 * Every use case that decides what is live. Families and versions that a request writes
 * down must be declared by the code. Throws `not_supported` where a server is followed.
 */
export interface DecisionUseCases<
  Prompts extends readonly PromptVersion[] = readonly PromptVersion[],
> {
  promote<Family extends string, Named extends number>(
    request: PromoteRequest<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<DecisionResult>;
  rollback<Family extends string, Named extends number>(
    request: RollbackRequest<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<DecisionResult>;
  /**
   * Rolls every family back whose active version asks a faulty model or provider: each to its newest eligible
   * version that does not, at most 100 in a transaction. Those without one are left, and listed. Repeated with
   * its idempotency key, it goes on where it stopped.
   */
  rollbackAll(request: RollbackAllRequest): Promise<RollbackAllReport>;
  shadow<Family extends string, Named extends number>(
    request: ShadowRequest<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<DecisionResult>;
  archive<Family extends string, Named extends number>(
    request: ArchiveRequest<NamedFamily<Prompts, Family>, NamedVersion<Prompts, Family, Named>>,
  ): Promise<DecisionResult>;
  /** Ends the hold that a rollback left. */
  resume<Family extends string>(
    request: ResumeRequest<NamedFamily<Prompts, Family>>,
  ): Promise<DecisionResult>;
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
  /** Measures how fast a decision reaches every process, and keeps the figures. Changes nothing. */
  drill<Family extends string>(
    request: DrillRequest<NamedFamily<Prompts, Family>>,
  ): Promise<DrillResult>;
}
