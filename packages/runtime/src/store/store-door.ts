import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { OpenStoreSettings } from "@promptrail/core/lifecycle";
import { within } from "../within.js";

/** An attempt that takes longer is left behind, where nobody waits longer; it still counts if it succeeds. */
const defaultAttemptMs = 15_000;
/** So many attempts may hang at once: each may hold a connection. */
const mostHanging = 3;
/** Who needs the store while it is being opened waits so long, and hears of it well within two seconds. */
const patienceMs = 1_000;

/** What is behind a door: a store, or a call log of its own. */
interface Openable<Opened> {
  readonly description: string;
  open(settings: OpenStoreSettings): Promise<Opened>;
}

/** A store that may be away: opened in the background, as often as it takes. */
export class StoreDoor<Opened extends { close(): Promise<void> }> {
  readonly #store: Openable<Opened>;
  readonly #settings: OpenStoreSettings;
  readonly #attemptMs: number;
  readonly #hanging = new Set<Promise<void>>();
  #opened: Opened | null = null;
  #reason = "it has not answered yet";
  #isClosed = false;

  /** @param waitsMs How long the start of the process waits for it, in ms: an attempt may take as long. */
  constructor(store: Openable<Opened>, settings: OpenStoreSettings, waitsMs = 0) {
    this.#store = store;
    this.#settings = settings;
    this.#attemptMs = Math.max(defaultAttemptMs, waitsMs);
  }

  /** One attempt. Throws what `Store.open` throws, and `store_unavailable` where it takes too long. */
  async open(): Promise<Opened> {
    if (this.#opened !== null) return this.#opened;
    const attempt = this.#hanging.size < mostHanging ? this.#start() : Promise.race(this.#hanging);
    await within(attempt, this.#attemptMs);
    if (this.#opened !== null) return this.#opened;
    throw this.#unavailable();
  }

  /** The store, for a use of it now. Throws PromptrailError `store_unavailable` while it is away. */
  async require(): Promise<Opened> {
    if (this.#opened !== null) return this.#opened;
    if (this.#hanging.size > 0 && !this.#isClosed) {
      await within(Promise.race(this.#hanging), patienceMs).catch(() => {});
    }
    if (this.#opened !== null) return this.#opened;
    throw this.#unavailable();
  }

  /** Nobody waits any more for a store that is not open yet. */
  giveUp(): void {
    if (this.#opened === null) this.#isClosed = true;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#reason = "it is closed";
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close();
  }

  /** Rejects with what `Store.open` throws. */
  #start(): Promise<void> {
    const attempt = this.#attempt().finally(() => this.#hanging.delete(attempt));
    this.#hanging.add(attempt);
    // Who waited for it may have left.
    attempt.catch(() => {});
    return attempt;
  }

  async #attempt(): Promise<void> {
    try {
      await this.#arrive(await this.#store.open(this.#settings));
    } catch (error) {
      if (!this.#isClosed) this.#reason = toErrorText(error);
      throw error;
    }
  }

  async #arrive(opened: Opened): Promise<void> {
    if (!this.#isClosed && this.#opened === null) this.#opened = opened;
    else if (opened !== this.#opened) await opened.close().catch(() => {});
  }

  #unavailable(): PromptrailError {
    return new PromptrailError(
      "store_unavailable",
      `The store, ${this.#store.description}, cannot be reached: ${this.#reason.replace(/\.$/, "")}. This process keeps trying, and serves the last state that it knows. Check that the store runs, then try again.`,
      { store: this.#store.description },
    );
  }
}
