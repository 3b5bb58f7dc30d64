import type { Status } from "../prompt/status.js";
import type { Attribution } from "./decision.js";
import type { RecoveredState } from "./family-state.js";
import type { PromotionGround } from "./promotion-ground.js";

interface CommandBase extends Attribution {
  readonly family: string;
  /** The active version that the caller saw; another one now is `stale_state`. */
  readonly fromVersion: number | null;
  /** The family's revision that the caller saw; another one now is `stale_state`. */
  readonly expectedRevision: number | null;
  /** The same key again answers with the first decision. */
  readonly idempotencyKey: string | null;
}

export interface PromoteCommand extends CommandBase {
  readonly kind: "promote";
  readonly toVersion: number;
  readonly ground: PromotionGround;
}

export interface RollbackCommand extends CommandBase {
  readonly kind: "rollback";
  /** Null: one step back. */
  readonly toVersion: number | null;
}

export interface ShadowCommand extends CommandBase {
  readonly kind: "shadow";
  /** Null ends the shadow run. */
  readonly version: number | null;
  readonly rate: number;
}

export interface ArchiveCommand extends CommandBase {
  readonly kind: "archive";
  readonly version: number;
}

export interface ResumeCommand extends CommandBase {
  readonly kind: "resume";
}

/** What a build's code and lock file say of a family. */
export interface DeclareCommand extends CommandBase {
  readonly kind: "declare";
  readonly generation: number;
  readonly activeVersion: number;
  readonly statuses: Readonly<Record<string, Status>>;
  /** The revision that the lock's author had seen; 0 for none. */
  readonly acknowledgedRevision: number;
  readonly ground: PromotionGround;
  /** True where a recorded declaration that waits is looked at again, not a new one. */
  readonly again: boolean;
}

/** A decision that changes nothing: it measures how fast decisions reach the processes. */
export interface DrillCommand extends CommandBase {
  readonly kind: "drill";
}

/** One family's part in a recovery, after decisions were lost in a failover or by a restored dump. */
export interface RecoverCommand extends CommandBase {
  readonly kind: "recover";
  /** The state to put back; null: the store's own stays as it is. */
  readonly kept: RecoveredState | null;
  /** The last revision of the history that was lost. */
  readonly lostRevision: number;
}

export type Command =
  | PromoteCommand
  | RollbackCommand
  | ShadowCommand
  | ArchiveCommand
  | ResumeCommand
  | DeclareCommand
  | DrillCommand
  | RecoverCommand;
