import type { CallRecord, StartedCall } from "@promptrail/core";
import type { CallIntent, CallSink, LoggedCall, OpenCallSpool } from "@promptrail/core/call-log";
import { DelayedRun } from "../../../delayed-run.js";
import { within } from "../../../within.js";
import type { SubjectSecret } from "../subject-secret.js";
import { mapInTurns } from "./in-turns.js";
import { mostRecords, type QueueSink } from "./queue-sink.js";
import type { SpoolDoor } from "./spool-door.js";

/** A record is in the spool after this, which writes it within some more milliseconds. */
const storeDelayMs = 5;
/** A record whose subject cannot be hashed yet waits so long in memory before its body is dropped. */
const subjectPatienceMs = 1_000;

interface SpoolPorts {
  readonly door: SpoolDoor;
  readonly secret: SubjectSecret;
  readonly toLogged: (record: CallRecord) => LoggedCall;
  /** Where records wait until the spool is open. */
  readonly early: QueueSink;
  readonly onProblem: (error: unknown) => void;
}

/** Call records on their way to a spool. What a call began is noted there before it is sent. */
export class SpoolSink implements CallSink {
  readonly #ports: SpoolPorts;
  readonly #storing = new DelayedRun(storeDelayMs, () => this.#storeAll());
  /** Those that began before the spool was open, and go on. */
  readonly #intents = new Map<string, CallIntent>();
  /** Those that wait for the secret. */
  readonly #held = new Set<Promise<void>>();
  #fresh: CallRecord[] = [];

  constructor(ports: SpoolPorts) {
    this.#ports = ports;
    ports.door.arrived.listen((opened) => this.#take(opened));
  }

  started(call: StartedCall): void {
    const { door, secret } = this.#ports;
    door.open();
    // By the end of the call it will be known.
    if (call.subject !== null && !secret.isKnown) secret.require().catch(() => {});
    const intent = toIntent(call);
    if (door.opened !== null) door.opened.start(intent);
    else if (this.#intents.size < mostRecords) this.#intents.set(call.id, intent);
  }

  add(record: CallRecord): void {
    this.#ports.door.open();
    this.#fresh.push(record);
    this.#storing.ask();
  }

  /** Resolves once the record is on disk; where that takes none, or is not open, it waits elsewhere. Never rejects. */
  async keep(record: CallRecord): Promise<void> {
    await this.#store(record);
    try {
      await this.#ports.door.opened?.sync();
    } catch (error) {
      this.#ports.onProblem(error);
    }
  }

  /** Its record is in the log by another way. */
  settle(id: string): void {
    this.#intents.delete(id);
    this.#ports.door.opened?.settle(id);
  }

  /** What came before it was open: calls that go on, and records that wait. */
  #take(opened: OpenCallSpool): void {
    for (const intent of this.#intents.values()) opened.start(intent);
    this.#intents.clear();
    this.#fresh.push(...this.#ports.early.takeWaiting());
    this.#storing.ask();
  }

  /** Hands to the spool what waits in this process; where that is not open, to the log. */
  async store(): Promise<void> {
    await this.#storing.now();
    await Promise.all(this.#held);
    await this.#ports.early.flush();
  }

  async flush(): Promise<void> {
    await this.store();
    await this.#ports.door.opened?.flush();
  }

  async #storeAll(): Promise<void> {
    const fresh = this.#fresh;
    this.#fresh = [];
    await mapInTurns(fresh, (each) => {
      const storing = this.#store(each).finally(() => this.#held.delete(storing));
      this.#held.add(storing);
    });
  }

  async #store(record: CallRecord): Promise<void> {
    const { door, secret, early, toLogged } = this.#ports;
    if (door.opened !== null && record.subject !== null && !secret.isKnown) {
      await within(secret.require(), subjectPatienceMs).catch(() => {});
    }
    this.#intents.delete(record.id);
    if (door.opened === null) early.add(record);
    else door.opened.add(toLogged(record));
  }
}

function toIntent(call: StartedCall): CallIntent {
  return {
    id: call.id,
    family: call.family,
    version: call.version,
    contentHash: call.contentHash,
    revision: call.revision,
    stateSource: call.stateSource,
    lane: call.lane,
    startedAt: call.startedAt,
    provider: call.provider,
    requestedModel: call.requestedModel,
  };
}
