import { PromptrailError } from "@promptrail/core";
import {
  type HistorySource,
  mayReplace,
  type Snapshot,
  type SnapshotHead,
} from "@promptrail/core/lifecycle";
import type { LiveStatus } from "./live-status.js";

export interface JudgePorts {
  readonly live: LiveStatus;
  /** The source's decisions; null where it does not tell them. */
  readonly history: HistorySource | null;
  /**
   * True for a server, which judges its own states: where it cannot tell its history, a rollback must not wait
   * for that.
   */
  readonly isTrusted: boolean;
}

/**
 * `newer`: it may take the place of what is applied. `same`: it is what is applied. `behind`: the source does
 * not have this process's own decisions yet. Else what speaks against it, as `state_regression`.
 */
export type Verdict = "newer" | "same" | "behind" | PromptrailError;

/**
 * Whether a state may take the place of what this process has applied: only one that is newer, of the same
 * history, or one that somebody decided to stand without it. Every source delivers what it has, and here alone
 * that is judged. A source that went back, or has another history, is refused.
 */
export class StateJudge {
  readonly #ports: JudgePorts;
  /** The highest revision that the source told of: own decisions may be ahead of it for a moment. */
  #confirmed = 0;

  constructor(ports: JudgePorts) {
    this.#ports = ports;
  }

  /**
   * Known at once, unless the source's history has to be asked. `follows`: an earlier point of that history,
   * where the source knows one. Rejects with what the history throws.
   */
  judge(snapshot: Snapshot, follows: SnapshotHead | null): Verdict | Promise<Verdict> {
    const { snapshot: applied, source } = this.#ports.live.current;
    // The project was pointed at another store since the file was written.
    const isOther = source === "last_known_good" && applied.storeId !== snapshot.storeId;
    if (source === "code_default" || isOther) return this.#confirm(snapshot);
    const lowest = source === "store" ? this.#confirmed : applied.revision;
    const isAtFork =
      snapshot.revision === applied.revision && snapshot.headHash !== applied.headHash;
    if (applied.storeId !== snapshot.storeId || isAtFork || snapshot.revision < lowest) {
      return stateRegression(applied, snapshot);
    }
    if (source === "store" && snapshot.revision <= applied.revision) {
      this.#confirm(snapshot);
      return isSameHead(snapshot, applied) ? "same" : "behind";
    }
    const isNext =
      isSameHead(snapshot, applied) || (follows !== null && isSameHead(follows, applied));
    return isNext ? this.#confirm(snapshot) : this.#ask(applied, snapshot);
  }

  async #ask(applied: Snapshot, snapshot: Snapshot): Promise<Verdict> {
    const { live } = this.#ports;
    const isOfHistory = await this.#isOfHistory(applied, snapshot);
    // What is applied changed meanwhile: it is another question.
    if (live.current.snapshot !== applied) return this.judge(snapshot, null);
    return isOfHistory ? this.#confirm(snapshot) : stateRegression(applied, snapshot);
  }

  async #isOfHistory(applied: Snapshot, snapshot: Snapshot): Promise<boolean> {
    const { history, isTrusted } = this.#ports;
    if (history === null) return true;
    try {
      return await mayReplace(history, applied, snapshot);
    } catch (error) {
      if (isTrusted) return true;
      throw error;
    }
  }

  #confirm({ revision }: Snapshot): "newer" {
    this.#confirmed = revision;
    return "newer";
  }
}

function isSameHead(one: SnapshotHead, other: SnapshotHead): boolean {
  return (
    one.storeId === other.storeId &&
    one.revision === other.revision &&
    one.headHash === other.headHash
  );
}

function stateRegression(applied: Snapshot, seen: Snapshot): PromptrailError {
  const also = seen.revision > applied.revision ? ", whose history does not hold it" : "";
  const isSameStore = applied.storeId === seen.storeId;
  const reason = isSameStore
    ? `the store is at revision ${seen.revision} (${seen.headHash || "no decision"})${also}, and revision ${applied.revision} (${applied.headHash}) is applied`
    : `the store's history is ${seen.storeId}, and ${applied.storeId} is applied`;
  const cure = isSameStore
    ? "Was a backup restored or a replica promoted? Let every process keep one of the two: `promptrail recover --keep fleet`, or `promptrail recover --keep store`."
    : "Point this process at its store again, or start it anew to take the other one's state.";
  return new PromptrailError(
    "state_regression",
    `state_regression: ${reason}. The state that is applied stays. ${cure}`,
    { applied_revision: applied.revision, seen_revision: seen.revision },
  );
}
