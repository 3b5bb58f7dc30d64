import { PromptrailError, type Snapshot } from "@promptrail/core";
import { type LiveState, toLiveState } from "./live-state.js";

/** Holds the live state of a process, and lets it only move forward. */
export class LiveStatus {
  #state: LiveState;
  readonly #onProblem: (error: unknown) => void;

  constructor(declared: Snapshot, onProblem: (error: unknown) => void) {
    this.#state = toLiveState(declared, "code_default");
    this.#onProblem = onProblem;
  }

  get current(): LiveState {
    return this.#state;
  }

  /** True where `snapshot` would replace what is applied. Reports a state that went back. */
  accepts(snapshot: Snapshot): boolean {
    const { snapshot: applied, source } = this.#state;
    if (source === "code_default") return true;
    const known = applied.storeId === snapshot.storeId;
    if (known && snapshot.revision > applied.revision) return true;
    const same = snapshot.revision === applied.revision && snapshot.headHash === applied.headHash;
    if (!(known && same)) this.#onProblem(stateRegression(applied, snapshot));
    return false;
  }

  /** Applies a snapshot, unless something newer was applied meanwhile. */
  apply(snapshot: Snapshot): void {
    if (this.accepts(snapshot)) this.#state = toLiveState(snapshot, "store");
  }
}

function stateRegression(applied: Snapshot, seen: Snapshot): PromptrailError {
  const reason =
    applied.storeId === seen.storeId
      ? `the store is at revision ${seen.revision}, and revision ${applied.revision} is applied`
      : `the store's history is ${seen.storeId}, and ${applied.storeId} is applied`;
  return new PromptrailError(
    "stale_state",
    `state_regression: ${reason}. The state that is applied stays. Was a backup restored or a replica promoted?`,
    { applied_revision: applied.revision, seen_revision: seen.revision },
  );
}
