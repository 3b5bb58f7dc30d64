import type { Drill, FleetMember } from "../ports/fleet-store.js";

/** How far a decision had come when the wait for the fleet ended. A process that ended meanwhile does not count. */
export interface FleetAnswer {
  readonly total: number;
  readonly acknowledged: number;
  /** Of those that have it; null where none has, or the store cannot say when. */
  readonly slowest: { readonly name: string; readonly appliedAfterMs: number } | null;
  /** The names of the processes that had not reported it in time; over HTTP, of the first hundred. */
  readonly missing: readonly string[];
}

/** How long a decision that changes nothing took to each process. */
export interface DrillResult {
  readonly drill: Drill;
  readonly answer: FleetAnswer;
  /** The processes as the store knows them after the drill. */
  readonly members: readonly FleetMember[];
}
