import type { Attempt, CallObserver, CallResult, Completion, StartedCall } from "@promptrail/core";
import { readAnswer } from "../answer/read-answer.js";
import { toCallResult } from "../answer/to-call-result.js";
import type { CallPlan, Route } from "../plan/call-plan.js";
import { toAnsweredAttempt, toFailedAttempt } from "../record/to-attempt.js";
import { toCallRecord, toFailedRecord } from "../record/to-call-record.js";

interface SentPorts {
  /** Its functions never throw. */
  readonly observers: CallObserver;
  readonly now: () => Date;
  readonly plan: CallPlan;
  readonly call: StartedCall;
}

/** A call that is on its way: the observers hear of its start, of each attempt, and once of its end. */
export class SentCall {
  readonly #ports: SentPorts;
  readonly #attempts: Attempt[] = [];
  #isOpen = true;

  constructor(ports: SentPorts) {
    this.#ports = ports;
    ports.observers.started(ports.call);
  }

  /** False once it ended. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** A vendor answered, with whatever outcome. */
  async answer(route: Route, completion: Completion): Promise<CallResult> {
    const { plan, call, now, observers } = this.#ports;
    const finishedAt = now();
    const reading = readAnswer(plan.resolution.version, completion);
    // Most answers need no check that would be waited for.
    const read = reading instanceof Promise ? await reading : reading;
    const result = toCallResult(plan, route, completion, { read, finishedAt });
    const times = { startedAt: call.startedAt, finishedAt };
    this.#note(toAnsweredAttempt(route, times, result));
    this.#isOpen = false;
    observers.finished(toCallRecord(call, plan.context, result, this.#attempts));
    return result;
  }

  /** No vendor did. Nothing happens where the call has ended. */
  fail(route: Route, error: unknown): void {
    if (!this.#isOpen) return;
    const { plan, call, now, observers } = this.#ports;
    const finishedAt = now();
    this.#note(toFailedAttempt(route, { startedAt: call.startedAt, finishedAt }, error));
    this.#isOpen = false;
    const failure = { error, finishedAt };
    observers.finished(toFailedRecord(call, plan.context, failure, this.#attempts));
  }

  #note(attempt: Attempt): void {
    this.#attempts.push(attempt);
    this.#ports.observers.attempted(attempt, this.#ports.call);
  }
}
