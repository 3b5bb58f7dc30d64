import type { FamilyState, Snapshot, StateSource } from "@promptrail/core/lifecycle";

/** What a process knows to be live, all of it in memory. Replaced as a whole, never changed. */
export interface LiveState {
  readonly snapshot: Snapshot;
  readonly source: StateSource;
  readonly families: ReadonlyMap<string, FamilyState>;
}

export function toLiveState(snapshot: Snapshot, source: StateSource): LiveState {
  const families = new Map(snapshot.families.map((state) => [state.family, state]));
  return { snapshot, source, families };
}
