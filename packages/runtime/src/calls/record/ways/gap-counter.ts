import type { CallRecord } from "@promptrail/core";
import {
  type CallGap,
  type CallLog,
  createCallId,
  type GapReason,
} from "@promptrail/core/call-log";
import { DelayedRun } from "../../../delayed-run.js";
import { retryMs } from "./retry-ms.js";
import type { SpoolDoor } from "./spool-door.js";

type OpenGap = { -readonly [Name in keyof Omit<CallGap, "id">]: CallGap[Name] };

/** What was lost of a call. */
export interface Loss {
  readonly reason: GapReason;
  readonly lost: CallGap["lost"];
  readonly call: Pick<CallRecord, "family" | "lane" | "startedAt">;
}

/** Losses of calls, counted by reason, family and lane until they are written: to the spool, else to the log. */
export class GapCounter {
  readonly #log: Pick<CallLog, "appendGaps">;
  readonly #door: SpoolDoor | null;
  readonly #writing = new DelayedRun(retryMs, () => this.#write());
  readonly #open = new Map<string, OpenGap>();
  /** With their ids, by which what was written without an answer is not counted twice. */
  #given: readonly CallGap[] = [];

  constructor(log: Pick<CallLog, "appendGaps">, door: SpoolDoor | null) {
    this.#log = log;
    this.#door = door;
  }

  /** Never throws. */
  readonly add = ({ reason, lost, call: { family, lane, startedAt } }: Loss): void => {
    this.#writing.ask();
    const key = [reason, lost, lane, family].join(" ");
    const gap = this.#open.get(key);
    if (gap === undefined) {
      const times = { from: startedAt, to: startedAt };
      this.#open.set(key, { reason, lost, family, lane, count: 1, ...times });
      return;
    }
    gap.count += 1;
    if (startedAt < gap.from) gap.from = startedAt;
    if (startedAt > gap.to) gap.to = startedAt;
  };

  /** Writes what was counted. Resolves also where the log takes none: it is offered again. */
  flush(): Promise<void> {
    return this.#writing.now();
  }

  async #write(): Promise<void> {
    while (this.#open.size > 0 || this.#given.length > 0) {
      if (this.#given.length === 0) this.#seal();
      try {
        await this.#put();
        this.#given = [];
      } catch {
        // The log is away, which who writes records tells.
        return this.#writing.ask();
      }
    }
  }

  async #put(): Promise<void> {
    const spool = this.#door?.opened ?? null;
    if (spool === null) await this.#log.appendGaps(this.#given);
    else for (const gap of this.#given) spool.lose(gap);
  }

  #seal(): void {
    this.#given = [...this.#open.values()].map((gap) => ({ id: createCallId(gap.from), ...gap }));
    this.#open.clear();
  }
}
