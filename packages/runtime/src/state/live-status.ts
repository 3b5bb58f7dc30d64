import type { Snapshot } from "@promptrail/core/lifecycle";
import { type LiveState, toLiveState } from "./live-state.js";

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
