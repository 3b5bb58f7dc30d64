import { PromptrailError, type Snapshot } from "@promptrail/core";
import type { ProblemBoard } from "../problems/problem-board.js";
import { type LiveState, toLiveState } from "./live-state.js";

/** Holds the live state of a process, and lets it only move forward. */
export class LiveStatus {
  #state: LiveState;
  /** The highest revision that the source told of: own decisions may be ahead of it for a moment. */
  #confirmed = 0;
  readonly #problems: ProblemBoard;

  constructor(declared: Snapshot, problems: ProblemBoard) {
    this.#state = toLiveState(declared, "code_default");
    this.#problems = problems;
  }

  get current(): LiveState {
    return this.#state;
  }

  /** Takes the state that an earlier process kept, until the source tells its own. */
  restore(kept: Snapshot): void {
    this.#state = toLiveState(kept, "last_known_good");
  }

  /** True where a snapshot of the source would replace what is applied. Reports a source that went back. */
  accepts(snapshot: Snapshot): boolean {
    const { snapshot: applied, source } = this.#state;
    // The project was pointed at another store since the file was written.
    const isOther = source === "last_known_good" && applied.storeId !== snapshot.storeId;
    if (source === "code_default" || isOther) {
      this.#confirmed = snapshot.revision;
      return true;
    }
    const lowest = source === "store" ? this.#confirmed : applied.revision;
    const isForked =
      applied.storeId !== snapshot.storeId ||
      (snapshot.revision === applied.revision && snapshot.headHash !== applied.headHash);
    if (isForked || snapshot.revision < lowest) {
      this.#problems.stand("state_regression", stateRegression(applied, snapshot));
      return false;
    }
    this.#confirmed = snapshot.revision;
    if (source !== "store" || snapshot.revision > applied.revision) return true;
    // A look that was under way while a recovery was applied may have told of a step back after it.
    if (snapshot.headHash === applied.headHash) this.#problems.end("state_regression");
    return false;
  }

  /** The source's history does not hold what is applied. */
  reportFork(snapshot: Snapshot): void {
    this.#problems.stand("state_regression", stateRegression(this.#state.snapshot, snapshot, true));
  }

  /** Applies a snapshot, unless something newer was applied while its bodies were fetched. */
  apply(snapshot: Snapshot): boolean {
    const { snapshot: applied, source } = this.#state;
    if (source === "store" && snapshot.revision <= applied.revision) return false;
    this.#state = toLiveState(snapshot, "store");
    this.#problems.end("state_regression");
    return true;
  }
}

function stateRegression(applied: Snapshot, seen: Snapshot, isFork = false): PromptrailError {
  const also = isFork ? ", whose history does not hold it" : "";
  const isSameStore = applied.storeId === seen.storeId;
  const reason = isSameStore
    ? `the store is at revision ${seen.revision} (${seen.headHash || "no decision"})${also}, and revision ${applied.revision} (${applied.headHash}) is applied`
    : `the store's history is ${seen.storeId}, and ${applied.storeId} is applied`;
  const cure = isSameStore
    ? "Was a backup restored or a replica promoted? Let every process keep one of the two: `promptrail recover --keep fleet`, or `promptrail recover --keep store`."
    : "Point this process at its store again, or start it anew to take the other one's state.";
  return new PromptrailError(
    "stale_state",
    `state_regression: ${reason}. The state that is applied stays. ${cure}`,
    { applied_revision: applied.revision, seen_revision: seen.revision },
  );
}
