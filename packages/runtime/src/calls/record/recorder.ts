import type { CallObserver, CallRecord } from "@promptrail/core";
import type { CallSink } from "@promptrail/core/call-log";
import { within } from "../../within.js";
import type { PolicyOf } from "./logging-policy.js";
import type { GapCounter } from "./ways/gap-counter.js";
import type { SpoolDoor } from "./ways/spool-door.js";
import type { SpoolSink } from "./ways/spool-sink.js";
import type { SyncSink } from "./ways/sync-sink.js";

/** Where records go on their way to the log, by the durability of their family. */
export interface RecorderWays {
  readonly memory: CallSink;
  /** Null where the config names no spool. */
  readonly spool: { readonly sink: SpoolSink; readonly door: SpoolDoor } | null;
  readonly sync: SyncSink;
}

interface RecorderPorts {
  readonly policyOf: PolicyOf;
  readonly gaps: GapCounter;
  readonly ways: RecorderWays;
}

/** Brings the records of calls to the call log, as safely as their family asks. No function throws or rejects. */
export class Recorder {
  readonly #ports: RecorderPorts;
  readonly #kept = new Map<string, Promise<void>>();

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  /** What listens to calls. */
  get observer(): Partial<CallObserver> {
    const finished = (record: CallRecord) => this.#take(record);
    const { spool } = this.#ports.ways;
    if (spool === null) return { finished };
    const { policyOf } = this.#ports;
    return {
      finished,
      started: (call) => {
        if (policyOf(call.family).durability !== "memory") spool.sink.started(call);
      },
    };
  }

  /** Opens the spool in the background. */
  open(): void {
    this.#ports.ways.spool?.door.open();
  }

  /** Whether the calls of a family return only once their records are kept. */
  isWaitedFor(family: string): boolean {
    const { durability, waitsForDisk } = this.#ports.policyOf(family);
    return durability === "sync" || waitsForDisk;
  }

  /** Resolves once the record of a call is as safe as its family asks. */
  async kept(id: string): Promise<void> {
    await this.#kept.get(id);
  }

  /** Takes records of calls that were made elsewhere, and resolves once they are as safe as their families ask. */
  async report(records: readonly CallRecord[]): Promise<void> {
    for (const record of records) this.#take(record);
    await Promise.all(records.map(({ id }) => this.kept(id)));
  }

  async flush(): Promise<void> {
    const { memory, spool } = this.#ports.ways;
    await Promise.all(this.#kept.values());
    await Promise.all([memory.flush(), spool?.sink.flush()]);
    await this.#ports.gaps.flush();
  }

  /** Writes what can be within the time. False where something in this process's memory may not be written. */
  async close(withinMs: number): Promise<boolean> {
    const { memory, spool } = this.#ports.ways;
    const end = performance.now() + withinMs;
    const write = async () => {
      await Promise.all(this.#kept.values());
      await Promise.all([memory.flush(), spool?.sink.store()]);
      await this.#ports.gaps.flush();
    };
    const isWritten = await within(write(), withinMs);
    await spool?.door.close(Math.max(leastCloseMs, end - performance.now())).catch(() => {});
    return isWritten;
  }

  #take(record: CallRecord): void {
    const { policyOf, ways } = this.#ports;
    const { durability, waitsForDisk } = policyOf(record.family);
    if (durability === "memory") ways.memory.add(record);
    else if (durability === "sync") this.#wait(record.id, ways.sync.keep(record));
    else if (waitsForDisk && ways.spool !== null) {
      this.#wait(record.id, ways.spool.sink.keep(record));
    } else (ways.spool?.sink ?? ways.memory).add(record);
  }

  #wait(id: string, keeping: Promise<void>): void {
    const kept = keeping.finally(() => this.#kept.delete(id));
    this.#kept.set(id, kept);
  }
}

/** A spool writes its file within this also where nothing else is left of a process's time. */
const leastCloseMs = 200;
