import type { FamilyState, Snapshot, StateSource } from "@promptrail/core/lifecycle";

/** What a process knows to be live, all of it in memory. Replaced as a whole, never changed. */
export interface LiveState {
  readonly snapshot: Snapshot;
  readonly source: StateSource;
  readonly families: ReadonlyMap<string, FamilyState>;
}

/** Holds the live state of a process. */
export class LiveStatus {
  #state: LiveState;

  constructor(declared: Snapshot) {
    this.#state = toLiveState(declared, "code_default");
  }

  get current(): LiveState {
    return this.#state;
  }

  /** Takes the state that an earlier process kept, until the source tells its own. */
  restore(kept: Snapshot): void {
    this.#state = toLiveState(kept, "last_known_good");
  }

  /** Applies a snapshot of the source, unless something newer was applied while its bodies were fetched. */
  apply(snapshot: Snapshot): boolean {
    const { snapshot: applied, source } = this.#state;
    if (source === "store" && snapshot.revision <= applied.revision) return false;
    this.#state = toLiveState(snapshot, "store");
    return true;
  }
}

function toLiveState(snapshot: Snapshot, source: StateSource): LiveState {
  const families = new Map(snapshot.families.map((state) => [state.family, state]));
  return { snapshot, source, families };
}
