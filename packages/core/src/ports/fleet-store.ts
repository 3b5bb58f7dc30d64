import type { StateSource } from "../lifecycle/state-source.js";

/** What a process says that it serves. It says so when that changes, and every few seconds as a sign of life. */
export interface ProcessReport {
  /** Of this run of the process; made at its start. */
  readonly processId: string;
  /** For people: host and process number. */
  readonly name: string;
  /** `follower`: a process that learns of decisions from a server. */
  readonly role: "server" | "runtime" | "follower";
  /** The revision that it has applied. */
  readonly revision: number;
  /** For how many milliseconds it has applied it, by its own stopwatch. */
  readonly appliedAgoMs: number;
  readonly stateSource: StateSource;
  /** Codes of what is not well: `active_unavailable`, `immutability_violation`, `state_regression`. */
  readonly problems: readonly string[];
}

/** A process of the fleet, as the store last heard of it. */
export interface FleetMember extends Omit<ProcessReport, "appliedAgoMs"> {
  /** By the store's clock. */
  readonly reportedAt: Date;
  /**
   * Milliseconds from the revision's commit until this process had applied it: its first report came so
   * long after, by the store's clock, less what the process says that it had applied it before that.
   * Null for the revision of a process's first report, which was decided before it started.
   */
  readonly appliedAfterMs: number | null;
}

/** A measured drill: how long a decision took to every process. */
export interface Drill {
  readonly family: string;
  readonly revision: number;
  readonly actor: string;
  readonly startedAt: Date;
  /** How many processes there were, and after how many milliseconds each of those that answered had applied it. */
  readonly processes: number;
  readonly appliedAfterMs: readonly number[];
}

/** Where processes say what they serve. */
export interface FleetReports {
  report(report: ProcessReport): Promise<void>;
  /** Forgets a process that ends. */
  leave(processId: string): Promise<void>;
}

/** Which processes there are, and what they serve. */
export interface FleetStore extends FleetReports {
  /** The processes that reported within the last `withinMs`. */
  read(withinMs: number): Promise<readonly FleetMember[]>;
  saveDrill(drill: Drill): Promise<void>;
  /** Newest first. */
  readDrills(limit: number): Promise<readonly Drill[]>;
}
