import type { Command } from "../lifecycle/command.js";
import type { CommandOutcome } from "../lifecycle/decide/command-outcome.js";
import type { Decision, DecisionResult } from "../lifecycle/decision.js";
import type { HistorySource } from "../lifecycle/history/history-source.js";
import type {
  KnownVersion,
  PlannedRegistration,
  RegistrationConflict,
  VersionContent,
} from "../lifecycle/rules/plan-registration.js";
import type { Snapshot, SnapshotHead } from "../lifecycle/snapshot.js";
import type { RegisteredVersion, VersionRegistration } from "../prompt/registered-version.js";
import type { CallReports } from "./calls/call-reports.js";
import type { FleetReports } from "./fleet-store.js";

/** What a process reads to know what is live: a store, or a server that has one. */
export interface StatusSource {
  /** Throws PromptrailError `store_unavailable`. */
  readSnapshot(): Promise<Snapshot>;
  /** Throws PromptrailError `immutability_violation` for a body that its content hash does not stand for. */
  readVersion(family: string, version: number): Promise<RegisteredVersion | null>;
  /**
   * Calls `onSnapshot` with the source's state whenever it is another than the last that was told, from one that
   * is not at `revision`, until the returned function is called. The source judges nothing: also a state that
   * went back, or is of another history, is told, and whoever holds a state decides which may replace it.
   * `follows` is an earlier point of the state's history, best the last that was told, where the source knows
   * that without asking; without it the history is asked.
   * Never throws later: what goes wrong is told to `onProblem`, and the watch goes on.
   */
  watch(
    revision: number,
    onSnapshot: (snapshot: Snapshot, follows?: SnapshotHead | null) => void,
    onProblem: (error: unknown) => void,
  ): Promise<() => Promise<void>>;
}

/** A source that a process follows, and that wants to know what the process serves. */
export interface FollowedSource extends StatusSource {
  readonly fleet?: FleetReports;
  /** Its decisions, with which a process checks that a state follows on what it has. */
  readonly history?: HistorySource;
  /** Its call log, which keeps the calls of this process, too. */
  readonly calls?: CallReports;
}

/** Who decides what is active: one environment's pointers, versions and decisions. */
export interface StatusStore extends StatusSource, HistorySource {
  /** Does what `planRegistration` says. Returns the conflicts, which it leaves as they are registered. */
  registerVersions(
    versions: readonly VersionRegistration[],
  ): Promise<readonly RegistrationConflict[]>;
  /** The versions whose numbers hold another content than they have here. Registers nothing. */
  findConflicts(versions: readonly VersionContent[]): Promise<readonly RegistrationConflict[]>;
  /** All that is registered of some families, without the bodies, in the order of families and numbers. */
  listRegistered(families: readonly string[]): Promise<readonly KnownVersion[]>;
  /**
   * Applies the rules to a command and records what they decide, in one transaction (`decideWithin`).
   * Throws what the rules throw, `store_unavailable`, and `immutability_violation` where the history has a
   * decision that none of these made.
   */
  decide(command: Command): Promise<DecisionResult>;
  /**
   * The same for at most `mostTogether` commands of different families, in one transaction (`decideAllWithin`):
   * an outcome for each, in their order. Throws what is not about one of them alone; then none is decided.
   */
  decideAll(commands: readonly Command[]): Promise<readonly CommandOutcome[]>;
  /** The decision that was recorded under an idempotency key; null for none. May be asked for many at once. */
  findDecision(idempotencyKey: string): Promise<Decision | null>;
  /** What `registerVersions` would do. Registers nothing. */
  previewRegistration(versions: readonly VersionRegistration[]): Promise<PlannedRegistration>;
  /**
   * What `decide` would answer or throw now (`previewWithin`). Records nothing, and no decision waits for it.
   *
   * @param registering numbers of the family that count as registered.
   */
  preview(command: Command, registering?: readonly number[]): Promise<DecisionResult>;
}
