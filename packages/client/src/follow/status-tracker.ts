import { advanceSnapshot, type Snapshot, type SnapshotHead } from "@promptrail/core/lifecycle";
import { type StatusChange, toFamilyState } from "@promptrail/http-api";

export interface TrackerSettings {
  /** The revision that is known already. */
  readonly revision: number;
  /** The state at that revision; null where only its number is known. */
  readonly known: Snapshot | null;
  readonly onSnapshot: (snapshot: Snapshot, follows: SnapshotHead | null) => void;
}

/**
 * What a follower has told of a server's state, whichever way it heard of it. It tells each higher
 * revision once. A server that went back, or is another store's, is told once too: whoever holds a state
 * decides which may replace it.
 */
export class StatusTracker {
  readonly #settings: TrackerSettings;
  #state: Snapshot | null;
  #etag: string | null = null;
  /** The history that a look found gone back: several servers behind one address may differ for a moment. */
  #doubted: string | null = null;
  #regressed: Snapshot | null = null;
  #reported: string | null = null;

  constructor(settings: TrackerSettings) {
    this.#settings = settings;
    this.#state = settings.known;
  }

  /** What was told last; null before the first state. The event stream goes on from there. */
  get state(): Snapshot | null {
    return this.#state;
  }

  /** Of the status that is known; null where it has to be read whole. */
  get etag(): string | null {
    return this.#etag;
  }

  /** Nothing has changed since the last look, which may have been at a state that went back. */
  unchanged(): void {
    if (this.#regressed !== null) this.#goBack(this.#regressed);
  }

  /** Takes a whole state. */
  offer(snapshot: Snapshot, etag: string | null): void {
    this.#etag = etag;
    const { revision, storeId, headHash } = this.#state ?? this.#unseen(snapshot);
    const isSameStore = storeId === snapshot.storeId;
    if (isSameStore && snapshot.revision > revision) this.#advance(snapshot, null);
    else if (isSameStore && snapshot.revision === revision && snapshot.headHash === headHash) {
      this.#state = snapshot;
      const wasReported = this.#reported !== null;
      this.#settle();
      // Who heard of the step back hears that it is over.
      if (wasReported) this.#tell(snapshot, null);
    } else this.#goBack(snapshot);
  }

  /** Takes what changed. False where it does not follow on what is known: the whole has to be read. */
  offerChange(change: StatusChange): boolean {
    const state = this.#state;
    if (state === null || state.storeId !== change.storeId) return false;
    const { revision, headHash } = change;
    if (revision === state.revision && headHash === state.headHash) return true;
    if (change.previousRevision !== state.revision || revision <= state.revision) return false;
    if (change.previousHash !== state.headHash) return false;
    this.#etag = change.etag;
    const changed = change.families.map(toFamilyState);
    this.#advance(advanceSnapshot(state, { revision, headHash, changed }), state);
    return true;
  }

  /** Where only a revision is known, the first state that is seen is taken to be of its history. */
  #unseen({ storeId, headHash }: Snapshot): Pick<Snapshot, "revision" | "storeId" | "headHash"> {
    return { revision: this.#settings.revision, storeId, headHash };
  }

  #advance(snapshot: Snapshot, follows: SnapshotHead | null): void {
    this.#state = snapshot;
    this.#settle();
    this.#tell(snapshot, follows);
  }

  #settle(): void {
    this.#doubted = null;
    this.#regressed = null;
    this.#reported = null;
  }

  #goBack(snapshot: Snapshot): void {
    const { storeId } = snapshot;
    this.#regressed = snapshot;
    if (this.#reported === storeId) return;
    if (this.#doubted === storeId) {
      this.#reported = storeId;
      this.#tell(snapshot, null);
    }
    this.#doubted = storeId;
  }

  #tell(snapshot: Snapshot, follows: SnapshotHead | null): void {
    try {
      this.#settings.onSnapshot(snapshot, follows);
    } catch {
      // The listener's own trouble: the watch goes on.
    }
  }
}
