import type { Status } from "../prompt/status.js";
import type { PromotionGround } from "./promotion-ground.js";

/** What a rollback leaves: no deployment may undo it until someone acknowledges it. */
export interface Hold {
  /** The revision of the rollback; where a recovery put the hold back, one after all that were lost. */
  readonly revision: number;
  readonly reason: string;
}

export interface ShadowSetting {
  readonly version: number;
  /** The share of calls that the shadow version runs beside, 0 to 1. */
  readonly rate: number;
}

/** The newest declaration that is recorded, from the code's lock file. */
export interface RecordedDeclaration {
  readonly generation: number;
  readonly activeVersion: number;
  /** By version number. A version that is missing here counts as a draft. */
  readonly statuses: Readonly<Record<string, Status>>;
  /** Why the declared active version is not live; null when nothing waits. */
  readonly pending: string | null;
  /** The revision that the lock's author had seen; 0 for none. */
  readonly acknowledgedRevision: number;
  /** What its activation stands on: looked at again when evidence arrives or a hold ends. */
  readonly ground: PromotionGround;
}

/** A family's live state in one environment: the fold of its decisions. */
export interface FamilyState {
  readonly family: string;
  readonly activeVersion: number;
  /** The active version before, or null where there was none. */
  readonly previousVersion: number | null;
  /** The last revision that touched the family. */
  readonly revision: number;
  readonly hold: Hold | null;
  /** Versions that a rollback left; only a promote clears the mark. */
  readonly leftVersions: readonly number[];
  /** Every version that was active here, the latest activation last. */
  readonly activatedVersions: readonly number[];
  readonly archivedVersions: readonly number[];
  readonly shadow: ShadowSetting | null;
  readonly declared: RecordedDeclaration;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** What a recovery puts back into a family, as a process knew it before decisions were lost. */
export type RecoveredState = Pick<
  FamilyState,
  | "activeVersion"
  | "previousVersion"
  | "hold"
  | "leftVersions"
  | "activatedVersions"
  | "archivedVersions"
  | "shadow"
  | "declared"
>;
