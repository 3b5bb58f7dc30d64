import { PromptrailError, type Snapshot } from "@promptrail/core";
import { type LiveState, toLiveState } from "./live-state.js";

/** Holds the live state of a process, and lets it only move forward. */
export class LiveStatus {
  #state: LiveState;
  /** The highest revision that the source told of: own decisions may be ahead of it for a moment. */
  #confirmed = 0;
  readonly #onProblem: (error: unknown) => void;

  constructor(declared: Snapshot, onProblem: (error: unknown) => void) {
    this.#state = toLiveState(declared, "code_default");
    this.#onProblem = onProblem;
  }

  get current(): LiveState {
    return this.#state;
  }

  /** True where a snapshot of the source would replace what is applied. Reports a source that went back. */
  accepts(snapshot: Snapshot): boolean {
    const { snapshot: applied, source } = this.#state;
    if (source === "code_default") return true;
    const isForked =
      applied.storeId !== snapshot.storeId ||
      (snapshot.revision === applied.revision && snapshot.headHash !== applied.headHash);
    if (isForked || snapshot.revision < this.#confirmed) {
      this.#onProblem(stateRegression(applied, snapshot));
      return false;
    }
    this.#confirmed = snapshot.revision;
    return snapshot.revision > applied.revision;
  }

  /** Applies a snapshot, unless something newer was applied while its bodies were fetched. */
  apply(snapshot: Snapshot): void {
    const { snapshot: applied, source } = this.#state;
    if (source !== "code_default" && snapshot.revision <= applied.revision) return;
    this.#state = toLiveState(snapshot, "store");
  }
}

function stateRegression(applied: Snapshot, seen: Snapshot): PromptrailError {
  const reason =
    applied.storeId === seen.storeId
      ? `the store is at revision ${seen.revision} (${seen.headHash || "no decision"}), and revision ${applied.revision} (${applied.headHash}) is applied`
      : `the store's history is ${seen.storeId}, and ${applied.storeId} is applied`;
  return new PromptrailError(
    "stale_state",
    `state_regression: ${reason}. The state that is applied stays. Was a backup restored or a replica promoted?`,
    { applied_revision: applied.revision, seen_revision: seen.revision },
  );
}
