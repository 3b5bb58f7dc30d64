import type { Attempt, CallObserver, CallResult, StartedCall } from "@promptrail/core";
import type { Completion } from "@promptrail/core/provider-kit";
import { readAnswer, toCallResult } from "../answer/to-call-result.js";
import type { CallPlan, Route } from "../plan/call-plan.js";
import {
  toAnsweredAttempt,
  toCallRecord,
  toFailedAttempt,
  toFailedRecord,
} from "../record/to-call-record.js";

interface SentPorts {
  /** Its functions never throw. */
  readonly observers: CallObserver;
  readonly now: () => Date;
}

/** A call that is on its way: the observers hear of its start, of each attempt, and once of its end. */
export class SentCall {
  readonly #ports: SentPorts;
  readonly #plan: CallPlan;
  readonly #call: StartedCall;
  readonly #attempts: Attempt[] = [];
  readonly #route: Route;
  #isOpen = true;

  constructor(ports: SentPorts, plan: CallPlan, call: StartedCall) {
    this.#ports = ports;
    this.#plan = plan;
    this.#call = call;
    [this.#route] = plan.routes;
    ports.observers.started(call);
  }

  /** False once it ended. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The one that is tried, or answered. */
  get route(): Route {
    return this.#route;
  }

  /** The attempts of a call, until one brings what was asked for: an answer, or the begin of a stream. */
  open<Opened>(open: (route: Route) => Promise<Opened>): Promise<Opened> {
    return open(this.#route);
  }

  /** A vendor answered, with whatever outcome. */
  async answer(completion: Completion): Promise<CallResult> {
    const plan = this.#plan;
    const route = this.#route;
    const { startedAt } = plan;
    const finishedAt = this.#ports.now();
    const reading = readAnswer(plan.resolution.version, completion);
    // Most answers need no check that would be waited for.
    const read = reading instanceof Promise ? await reading : reading;
    const result = toCallResult(plan, route, completion, { read, finishedAt });
    this.#note(toAnsweredAttempt({ route, startedAt, finishedAt }, result));
    this.#isOpen = false;
    this.#ports.observers.finished(toCallRecord(this.#call, plan.context, result, this.#attempts));
    return result;
  }

  /** No vendor did. Nothing happens where the call has ended. */
  fail(error: unknown): void {
    if (!this.#isOpen) return;
    const route = this.#route;
    const { context, startedAt } = this.#plan;
    const finishedAt = this.#ports.now();
    this.#note(toFailedAttempt({ route, startedAt, finishedAt }, error));
    this.#isOpen = false;
    const failure = { error, finishedAt };
    this.#ports.observers.finished(toFailedRecord(this.#call, context, failure, this.#attempts));
  }

  #note(attempt: Attempt): void {
    this.#attempts.push(attempt);
    this.#ports.observers.attempted(attempt, this.#call);
  }
}
