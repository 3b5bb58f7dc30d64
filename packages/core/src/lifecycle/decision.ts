import { contentDigest } from "../json/content-digest.js";
import type {
  FamilyState,
  RecordedDeclaration,
  RecoveredState,
  ShadowSetting,
} from "./family-state.js";

/** What a decision does to a family. The fold of a family's changes is its state. */
export type Change =
  | {
      readonly kind: "first_seen";
      readonly declared: RecordedDeclaration;
      readonly shadow: ShadowSetting | null;
    }
  | {
      readonly kind: "declared";
      readonly declared: RecordedDeclaration;
      /** The version that the declaration activates; null where it changes none or is pending. */
      readonly activates: number | null;
      readonly endsHold: boolean;
      readonly shadow: ShadowSetting | null;
    }
  | { readonly kind: "promoted"; readonly toVersion: number }
  | { readonly kind: "rolled_back"; readonly toVersion: number }
  | { readonly kind: "shadow_set"; readonly shadow: ShadowSetting | null }
  | { readonly kind: "archived"; readonly version: number }
  | { readonly kind: "hold_ended" }
  | { readonly kind: "drilled" }
  | {
      readonly kind: "recovered";
      /** The state that is put back; null where the store's own stays as it is. */
      readonly kept: RecoveredState | null;
      /** The last revision of the history that was lost. */
      readonly lostRevision: number;
    };

export type DecisionSource =
  | "boot"
  | "deploy"
  | "cli"
  | "http"
  | "dashboard"
  | "monitor"
  | "library";

/** Who asks for a change, from where, and why. */
export interface Attribution {
  readonly actor: string;
  readonly source: DecisionSource;
  readonly reason: string;
}

/** What the rules decided, before the store gives it a revision and a time. */
export interface PlannedDecision extends Attribution {
  readonly family: string;
  readonly change: Change;
  readonly fromVersion: number | null;
  readonly toVersion: number;
  readonly evidenceId: string | null;
  /** Of the evidence, all of it; absent where there is none, and in decisions of earlier releases. */
  readonly evidenceHash?: string;
  /** Who stored the evidence; absent where there is none, and in decisions of earlier releases. */
  readonly evidenceActor?: string;
  /** Why the evidence took the place of an earlier run; absent where it took none. */
  readonly supersedeReason?: string;
  /** Why a promotion needed no evidence; null where it had some or needed none. */
  readonly override: string | null;
  readonly idempotencyKey: string | null;
}

/** One recorded change of a family's live state. */
export interface Decision extends PlannedDecision {
  readonly revision: number;
  readonly decidedAt: Date;
  /** The hash of the environment's decision before; the empty string for the first. */
  readonly previousHash: string;
  /** Over this decision and `previousHash`. */
  readonly hash: string;
}

/** What the store answers to a command. */
export interface DecisionResult {
  /** Null where the command changed nothing. */
  readonly decision: Decision | null;
  /** True where what was asked for is live already. */
  readonly alreadyApplied: boolean;
  /** The declaration that waited for this decision, and took effect in the same transaction. */
  readonly followUp: Decision | null;
  readonly state: FamilyState;
  /** Only of a dry run: the family's state before it. Nothing of the result is recorded then. */
  readonly before?: FamilyState | null;
}

/** The last revision that a command reached: also by the declaration that waited for it. */
export function lastRevision({ decision, followUp, state }: DecisionResult): number {
  return (followUp ?? decision ?? state).revision;
}

/** The link of the hash chain: covers the decision and the hash of the one before it. */
export function hashDecision(decision: Omit<Decision, "hash">): string {
  return contentDigest({ ...decision, decidedAt: decision.decidedAt.toISOString() });
}
