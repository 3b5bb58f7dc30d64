import type { Command } from "../lifecycle/command.js";
import type { DecisionResult } from "../lifecycle/decision.js";
import type { HistorySource } from "../lifecycle/history/history-source.js";
import type { Snapshot } from "../lifecycle/snapshot.js";
import type { RegisteredVersion, VersionRegistration } from "../prompt/registered-version.js";
import type { FleetReports } from "./fleet-store.js";

/** What a process reads to know what is live: a store, or a server that has one. */
export interface StatusSource {
  /** Throws PromptrailError `store_unavailable`. */
  readSnapshot(): Promise<Snapshot>;
  /** Throws PromptrailError `immutability_violation` for a body that its content hash does not stand for. */
  readVersion(family: string, version: number): Promise<RegisteredVersion | null>;
  /**
   * Calls `onSnapshot` with each snapshot newer than `revision` until the returned function is called.
   * Never throws later: what goes wrong is told to `onProblem`, and the watch goes on.
   */
  watch(
    revision: number,
    onSnapshot: (snapshot: Snapshot) => void,
    onProblem: (error: unknown) => void,
  ): Promise<() => Promise<void>>;
}

/** A source that a process follows, and that wants to know what the process serves. */
export interface FollowedSource extends StatusSource {
  readonly fleet?: FleetReports;
  /** Its decisions, with which a process checks that a state follows on what it has. */
  readonly history?: HistorySource;
}

/** A version whose number is registered with another content. */
export interface RegistrationConflict {
  readonly family: string;
  readonly version: number;
  readonly registeredHash: string;
  readonly declaredHash: string;
}

/** A version by its number, and the hash of the content that somebody has for it. */
export type VersionContent = Pick<VersionRegistration, "family" | "version" | "contentHash">;

/** Who decides what is active: one environment's pointers, versions and decisions. */
export interface StatusStore extends StatusSource, HistorySource {
  /** Insert-only. Returns the conflicts, which it leaves as they are registered. */
  registerVersions(
    versions: readonly VersionRegistration[],
  ): Promise<readonly RegistrationConflict[]>;
  /** The versions whose numbers hold another content than they have here. Registers nothing. */
  findConflicts(versions: readonly VersionContent[]): Promise<readonly RegistrationConflict[]>;
  /**
   * Applies the rules (`planDecision`) to a command and records what they decide, in one transaction.
   * Throws what the rules throw, `store_unavailable`, and `immutability_violation` where the history has a
   * decision that none of these made.
   */
  decide(command: Command): Promise<DecisionResult>;
}
