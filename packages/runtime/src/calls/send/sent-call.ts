import type { Attempt, CallObserver, CallResult, StartedCall } from "@promptrail/core";
import type { Completion, ProviderCall } from "@promptrail/core/provider-kit";
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
  /** When the attempt that is under way was sent. */
  #sentAt: Date;

  constructor(ports: SentPorts, plan: CallPlan, call: StartedCall) {
    this.#ports = ports;
    this.#plan = plan;
    this.#call = call;
    [this.#route] = plan.routes;
    this.#sentAt = plan.startedAt;
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
  async open<Opened>(open: (route: Route, call: ProviderCall) => Promise<Opened>): Promise<Opened> {
    const { providerCall, retries, startedAt } = this.#plan;
    if (retries === null) return open(this.#route, providerCall);
    const { signal, deadline: firstDeadline } = providerCall;
    const attemptMs = firstDeadline - startedAt.getTime();
    let deadline = firstDeadline;
    for (;;) {
      try {
        return await open(this.#route, { ...providerCall, deadline });
      } catch (error) {
        const failed = toFailedAttempt(this.#endAttempt(), error);
        const endsAt = await retries.spend(error, this.#sentAt, signal);
        if (endsAt === null) throw error;
        this.#note(failed);
        this.#sentAt = this.#ports.now();
        deadline = Math.min(this.#sentAt.getTime() + attemptMs, endsAt);
      }
    }
  }

  /** A vendor answered, with whatever outcome. */
  async answer(completion: Completion): Promise<CallResult> {
    const plan = this.#plan;
    const route = this.#route;
    const ended = this.#endAttempt();
    const reading = readAnswer(plan.resolution.version, completion);
    // Most answers need no check that would be waited for.
    const read = reading instanceof Promise ? await reading : reading;
    const result = toCallResult(plan, route, completion, { read, ...ended });
    this.#note(toAnsweredAttempt(ended, result));
    this.#isOpen = false;
    this.#ports.observers.finished(
      toCallRecord(
        this.#call,
        plan.context,
        { result, finishedAt: ended.finishedAt },
        this.#attempts,
      ),
    );
    return result;
  }

  /** No vendor did. Nothing happens where the call has ended. */
  fail(error: unknown): void {
    if (!this.#isOpen) return;
    const { context } = this.#plan;
    const ended = this.#endAttempt();
    this.#note(toFailedAttempt(ended, error));
    this.#isOpen = false;
    const failure = { error, finishedAt: ended.finishedAt };
    this.#ports.observers.finished(toFailedRecord(this.#call, context, failure, this.#attempts));
  }

  /** The attempt that is under way, ended now. */
  #endAttempt() {
    return { route: this.#route, startedAt: this.#sentAt, finishedAt: this.#ports.now() };
  }

  #note(attempt: Attempt): void {
    this.#attempts.push(attempt);
    this.#ports.observers.attempted(attempt, this.#call);
  }
}
