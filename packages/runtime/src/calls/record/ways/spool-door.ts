import type { CallSpool, OpenCallSpool, OpenSpoolSettings } from "@promptrail/core/call-log";
import { isError } from "@promptrail/core/errors";
import { tellOnce } from "../../../problems/tell-once.js";
import { Signal } from "../../../signal.js";
import { retryMs } from "./retry-ms.js";

/** A spool that is opened in the background, as often as it takes. */
export class SpoolDoor {
  readonly #spool: CallSpool;
  readonly #settings: OpenSpoolSettings;
  readonly #tell: (error: unknown) => void;
  /** The spool is open now. */
  readonly arrived: Signal<OpenCallSpool>;
  #opened: OpenCallSpool | null = null;
  #isOpening = false;
  #isClosed = false;

  constructor(spool: CallSpool, settings: OpenSpoolSettings) {
    this.#spool = spool;
    this.#settings = settings;
    this.arrived = new Signal(settings.onProblem);
    const { tell } = tellOnce(settings.onProblem);
    this.#tell = (error) => tell(isError(error) ? error : new Error(String(error)));
  }

  /** Null while it is not open. */
  get opened(): OpenCallSpool | null {
    return this.#opened;
  }

  /** Nothing happens where that was asked for before. */
  open(): void {
    if (this.#isOpening || this.#isClosed) return;
    this.#isOpening = true;
    void this.#open();
  }

  async close(withinMs: number): Promise<void> {
    this.#isClosed = true;
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close(withinMs);
  }

  async #open(): Promise<void> {
    try {
      const opened = await this.#spool.open(this.#settings);
      if (this.#isClosed) return await opened.close(0);
      this.#opened = opened;
      this.arrived.tell(opened);
    } catch (error) {
      this.#tell(error);
      if (!this.#isClosed) setTimeout(() => void this.#open(), retryMs).unref();
    }
  }
}
