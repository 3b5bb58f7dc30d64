import type { Attempt, CallObserver, CallRecord, StartedCall } from "@promptrail/core";
import { CallTrace } from "./call-trace.js";
import type { Guard } from "./guard.js";
import { type GivenUp, OpenCalls } from "./open-calls.js";
import type { ReadSettings } from "./otel-settings.js";
import { createSignals, type Signals } from "./signals.js";

/** Follows calls from their start to their end. What of OpenTelemetry's SDK throws, throws here, too. */
export class CallWatcher implements CallObserver {
  readonly #settings: ReadSettings;
  readonly #guard: Guard;
  readonly #open: OpenCalls<CallTrace>;
  /** Null before the first call: a config is often loaded before the SDK is registered. */
  #signals: Signals | null = null;

  constructor(settings: ReadSettings, guard: Guard) {
    const { mostOpen, longestMs } = settings;
    this.#settings = settings;
    this.#guard = guard;
    const giveUp = (trace: CallTrace, reason: GivenUp) => {
      guard(() => trace.giveUp());
      guard(() => this.#ready().countGivenUp(reason));
    };
    this.#open = new OpenCalls({ mostOpen, longestMs, giveUp });
  }

  #ready(): Signals {
    this.#signals ??= createSignals(this.#settings, this.#guard);
    return this.#signals;
  }

  started(call: StartedCall): void {
    const { vendors, redact } = this.#settings;
    const { tracer, measure } = this.#ready();
    this.#open.add(call.id, new CallTrace({ tracer, measure, vendors, redact }, call));
  }

  attempted(attempt: Attempt, call: StartedCall): void {
    const trace = this.#open.find(call.id);
    // Of a call that was given up the metrics are still true.
    if (trace === undefined) this.#ready().measure({ attempt, call, answer: null });
    else trace.attempted(attempt, call);
  }

  finished(record: CallRecord): void {
    this.#open.take(record.id)?.finished(record);
  }
}
