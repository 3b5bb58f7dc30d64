import type {
  Attempt,
  CallObserver,
  CallResult,
  ProviderWarning,
  StartedCall,
} from "@promptrail/core";
import type { Completion, ProviderCall } from "@promptrail/core/provider-kit";
import { readAnswer, toCallResult } from "../answer/to-call-result.js";
import type { LaneTurn } from "../lanes/lane-gate.js";
import type { ProviderLanes } from "../lanes/provider-lanes.js";
import type { CallPlan } from "../plan/call-plan.js";
import type { Judgement } from "../plan/judgement.js";
import type { Route } from "../plan/route.js";
import {
  toAnsweredAttempt,
  toCallRecord,
  toCutAttempt,
  toFailedAttempt,
  toFailedRecord,
} from "../record/to-call-record.js";
import type { Admission, CallEnd } from "../traffic/breaker.js";
import { pausedRoute, type Traffic, toCallEnd } from "../traffic/traffic.js";
import { findRoom } from "../window/choose-routes.js";
import type { WindowGuard } from "../window/window-guard.js";
import { CutAnswer } from "./cut-answer.js";
import { leavesRoute } from "./leaves-route.js";

interface SentPorts {
  /** Its functions never throw. */
  readonly observers: CallObserver;
  readonly traffic: Traffic;
  readonly lanes: ProviderLanes;
  /** Learns from what vendors counted. */
  readonly window: Pick<WindowGuard, "learn">;
  readonly now: () => Date;
}

type Open<Opened> = (route: Route, call: ProviderCall) => Promise<Opened>;

/** Of the time that is left, what a model may take while a fallback could still answer. */
const shareBeforeFallback = 0.6;

/** A call that is on its way: the observers hear of its start, of each attempt, and once of its end. */
export class SentCall {
  readonly #ports: SentPorts;
  readonly #plan: CallPlan;
  readonly #call: StartedCall;
  readonly #attempts: Attempt[] = [];
  /** The route that is tried, or answered. */
  #at = 0;
  /** What the guard said of that route, and why others were not asked. */
  #judgement: Judgement;
  readonly #leftOut: ProviderWarning[];
  #isOpen = true;
  /** The attempt that is under way: when it was sent, and what its model's breaker takes it for. */
  #sentAt: Date;
  #admitted: Admission = "call";
  /** Null where nothing is limited. */
  #turn: LaneTurn | null = null;
  /** False once the attempt is noted, and where there is none. */
  #isTrying = false;

  constructor(ports: SentPorts, plan: CallPlan, call: StartedCall) {
    this.#ports = ports;
    this.#plan = plan;
    this.#call = call;
    this.#sentAt = plan.startedAt;
    this.#judgement = plan.judgement;
    this.#leftOut = [...plan.leftOut];
    ports.observers.started(call);
  }

  /** False once it ended. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The one that is tried, or answered. */
  get route(): Route {
    return this.#plan.routes[this.#at] ?? this.#plan.routes[0];
  }

  /**
   * The attempts of a call, until one brings what was asked for: an answer, or the begin of a stream. Where the
   * version's own model fails, its fallbacks are asked in their order.
   *
   * @throws what the last attempt failed with.
   */
  async open<Opened>(open: Open<Opened>): Promise<Opened> {
    for (;;) {
      try {
        return await this.#openRoute(open);
      } catch (error) {
        const left = this.route;
        if (!leavesRoute(error) || !(await this.#goOn())) throw error;
        this.#ports.traffic.leave(this.#call.family, left, this.route, error);
        this.#sentAt = this.#ports.now();
      }
    }
  }

  /** To the next route whose window has the room. False where there is none. */
  async #goOn(): Promise<boolean> {
    const { routes, window } = this.#plan;
    const next = this.#at + 1;
    const { found, leftOut } = await findRoom(window, routes.slice(next));
    this.#leftOut.push(...leftOut);
    if (found === null) return false;
    this.#at = next + found.at;
    this.#judgement = found.judgement;
    return true;
  }

  /** What the caller is told of the models' context windows. */
  get #told(): readonly ProviderWarning[] {
    const { warning } = this.#judgement;
    return warning === null ? this.#leftOut : [...this.#leftOut, warning];
  }

  async #openRoute<Opened>(open: Open<Opened>): Promise<Opened> {
    const { providerCall, resend } = this.#plan;
    const { signal } = providerCall;
    const { route } = this;
    const attemptMs = this.#routeMs();
    const endsAt = this.#sentAt.getTime() + attemptMs;
    let deadline = endsAt;
    for (let retries = 0; ; retries += 1) {
      try {
        const turn = this.#enter(deadline);
        if (turn !== null) await turn;
        this.#begin();
        return await open(route, { ...providerCall, deadline });
      } catch (error) {
        this.#noteFailure(error);
        const sentAt = this.#sentAt.getTime();
        const failed = { error, route, retries, sentAt, endsAt, attemptMs, signal };
        const next = (await resend?.spend(failed)) ?? null;
        if (next === null) throw error;
        deadline = next;
        this.#sentAt = this.#ports.now();
      }
    }
  }

  /** What the route that is tried next may take, in whole milliseconds: vendors' clients refuse others. */
  #routeMs(): number {
    const left = this.#plan.providerCall.deadline - this.#sentAt.getTime();
    const hasFallback = this.#at + 1 < this.#plan.routes.length;
    return Math.floor(hasFallback ? left * shareBeforeFallback : left);
  }

  /** Waits for the turn of its lane. Throws LaneError, at once or later, where that does not come in time. */
  #enter(endsAt: number): Promise<unknown> | null {
    const { lane, providerCall } = this.#plan;
    const { signal } = providerCall;
    const turn = this.#ports.lanes.enter(this.route, { lane, endsAt, signal });
    if (!(turn instanceof Promise)) {
      this.#turn = turn;
      return null;
    }
    return turn.then((given) => {
      this.#turn = given;
      this.#sentAt = this.#ports.now();
    });
  }

  /** Throws ProviderError where the route's model is not asked, since it failed too often. */
  #begin(): void {
    const { route } = this;
    const admitted = this.#ports.traffic.admit(route, this.#plan.lane, this.#sentAt.getTime());
    if (typeof admitted === "number") {
      this.#turn?.giveBack();
      throw pausedRoute(route, admitted);
    }
    this.#admitted = admitted;
    this.#isTrying = true;
  }

  /** A vendor answered, with whatever outcome. */
  async answer(completion: Completion): Promise<CallResult> {
    const plan = this.#plan;
    const { route } = this;
    const ended = this.#endAttempt();
    this.#ports.lanes.note(route, completion);
    const reading = readAnswer(plan.resolution.version, completion);
    // Most answers need no check that would be waited for.
    const read = reading instanceof Promise ? await reading : reading;
    const told = this.#told;
    const judgement = this.#judgement;
    const result = toCallResult(plan, route, completion, { read, judgement, told, ...ended });
    this.#ports.window.learn(judgement.headroom, result.usage);
    if (this.#isTrying) {
      const isWhole = completion.outcome !== "incomplete_stream";
      this.#note(toAnsweredAttempt(ended, result), isWhole ? "answered" : "failed");
    }
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
    const { context, given } = this.#plan;
    this.#noteFailure(error);
    this.#isOpen = false;
    const { headroom } = this.#judgement;
    const failure = { error, finishedAt: this.#ports.now(), headroom, told: this.#told, given };
    this.#ports.observers.finished(toFailedRecord(this.#call, context, failure, this.#attempts));
  }

  #noteFailure(error: unknown): void {
    if (!this.#isTrying) return;
    const ended = this.#endAttempt();
    this.#ports.lanes.note(this.route, error instanceof CutAnswer ? error.completion : error);
    if (error instanceof CutAnswer) this.#note(toCutAttempt(ended, error.completion), "failed");
    else this.#note(toFailedAttempt(ended, error), toCallEnd(error));
  }

  /** The attempt that is under way, ended now. */
  #endAttempt() {
    return {
      route: this.route,
      startedAt: this.#sentAt,
      finishedAt: this.#ports.now(),
    };
  }

  #note(attempt: Attempt, end: CallEnd): void {
    this.#isTrying = false;
    this.#attempts.push(attempt);
    const { traffic, observers, now } = this.#ports;
    const { input, output } = attempt.usage;
    this.#turn?.used(input === null || output === null ? null : input + output);
    this.#turn = null;
    traffic.note(this.route, this.#admitted, end, now().getTime());
    observers.attempted(attempt, this.#call);
  }
}
