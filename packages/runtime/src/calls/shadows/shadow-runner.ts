import { setImmediate } from "node:timers/promises";
import { type Attempt, isPromptrailError, PromptrailError } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { findFailureKind } from "@promptrail/core/provider-kit";
import type { CallPorts } from "../call-ports.js";
import { LaneError } from "../lanes/lane-errors.js";
import type { CallOptions } from "../plan/call-options.js";
import type { CallPlan } from "../plan/call-plan.js";
import { prepareCall } from "../prepare/prepare-call.js";
import { joinObservers } from "../send/observe-calls.js";
import { sendPlan } from "../send/send-plan.js";
import type { CallEnd } from "../traffic/breaker.js";
import { copyContext } from "./copy-context.js";
import { estimateCost } from "./estimate-cost.js";
import { ShadowBreakers, type ShadowVersion } from "./shadow-breakers.js";
import type { ShadowBudgets, Spending } from "./shadow-budgets.js";

/** So many run at once in a process: a shadow that hangs must not take what production needs. */
export const mostShadows = 32;
/** A shadow run ends with its call's deadline, and at the latest after this. */
export const longestShadowMs = 60_000;
/** Where all places are taken for so long and no run ends, they hang: a call is not looked at for its shadow. */
const stuckMs = 1_000;
/** Who is told that shadow runs were left out hears of it at most this often. */
const tellAgainMs = 60_000;

/**
 * A shadow run that was not made: `shed`, too many run or its provider's limit is reached; `paused`,
 * too many of the last ones failed; `budget`, it is beyond a budget, or nobody knows whether it is; `late`, its call took all of its time; `step`, it would go with a later step of a run of tools, whose results
 * are those of another version's calls. Or one that was ended with its process: `cut`.
 */
export interface ShadowLoss extends ShadowVersion {
  readonly reason: "shed" | "paused" | "cut" | "step" | "budget" | "late";
}

interface ShadowPorts {
  /** The version that runs beside a call of the family; undefined for none. */
  readonly findShadow: (family: string) => number | undefined;
  /** Counts a loss. Never throws. */
  readonly onLoss: (loss: ShadowLoss) => void;
  readonly onProblem: (error: unknown) => void;
  readonly budgets: ShadowBudgets;
}

/** What runs beside a call. */
interface Shadow extends ShadowVersion {
  /** Of the call. */
  readonly plan: CallPlan;
  readonly context: unknown;
}

interface ShadowRun extends ShadowVersion {
  readonly abort: AbortController;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

/** Runs the shadow version of a family on the inputs of its production calls, in the background. */
export class ShadowRunner {
  readonly #calls: CallPorts;
  readonly #ports: ShadowPorts;
  readonly #breakers: ShadowBreakers;
  readonly #running = new Set<ShadowRun>();
  /** When a run began or ended last. */
  #movedAt = Number.NEGATIVE_INFINITY;
  #shed = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(calls: CallPorts, ports: ShadowPorts) {
    this.#calls = calls;
    this.#ports = ports;
    this.#breakers = new ShadowBreakers(ports.onProblem);
  }

  /**
   * Finds the shadow run that goes with a production call. It is made once what is returned is called, which is when the
   * call's answer has gone out: it takes nothing from the call. Neither throws.
   */
  follow(plan: CallPlan, context: unknown): () => void {
    if (plan.resolution.pinned) return nothing;
    const { family } = plan.resolution.version;
    const version = this.#ports.findShadow(family);
    if (version === undefined) return nothing;
    // Known before anything is done for it.
    const loss = this.#findEarlyLoss({ family, version });
    if (loss === "shed") return () => this.#shedOne(family, version);
    if (loss !== null) return () => this.#ports.onLoss({ family, version, reason: loss });
    const shadow = { family, version, plan, context: copyContext(context) };
    return () => this.#start(shadow);
  }

  /** Counts the shadow run that a later step of a run of tools would have, were it a call of its own. Never throws. */
  pass({ resolution }: CallPlan): void {
    if (resolution.pinned) return;
    const { family } = resolution.version;
    const version = this.#ports.findShadow(family);
    if (version !== undefined) this.#ports.onLoss({ family, version, reason: "step" });
  }

  #start(shadow: Shadow): void {
    const { family, version, plan } = shadow;
    const loss = this.#findLoss(plan) ?? this.#findEarlyLoss(shadow);
    if (loss === "shed") this.#shedOne(family, version);
    else if (loss !== null) this.#ports.onLoss({ family, version, reason: loss });
    else this.#startOne(shadow);
  }

  #findEarlyLoss(shadow: ShadowVersion): "paused" | "budget" | "shed" | null {
    const now = this.#now();
    if (this.#isFull && now - this.#movedAt > stuckMs) return "shed";
    if (this.#breakers.isPaused(shadow, now)) return "paused";
    return this.#ports.budgets.hasRoom(shadow.family) ? null : "budget";
  }

  #findLoss(plan: CallPlan): "shed" | "late" | null {
    if (this.#isFull) return "shed";
    return this.#remainingMs(plan) <= 0 ? "late" : null;
  }

  #startOne(shadow: Shadow): void {
    const { family, version } = shadow;
    const abort = new AbortController();
    const ended = this.#runNext(shadow, abort.signal).finally(() => {
      this.#movedAt = this.#now();
      this.#running.delete(run);
    });
    const run = { family, version, abort, ended };
    this.#movedAt = this.#now();
    this.#running.add(run);
  }

  /** Ends the shadow runs that are under way; each is counted. */
  abort(): void {
    for (const { family, version, abort } of this.#running) {
      if (abort.signal.aborted) continue;
      this.#ports.onLoss({ family, version, reason: "cut" });
      abort.abort();
    }
  }

  /** Waits for the shadow runs that are under way. */
  async settle(): Promise<void> {
    await Promise.all([...this.#running].map(({ ended }) => ended));
  }

  get #isFull(): boolean {
    return this.#running.size >= mostShadows;
  }

  #now(): number {
    return this.#calls.now().getTime();
  }

  #remainingMs({ providerCall: { deadline } }: CallPlan): number {
    const ofCall = deadline - this.#now();
    return Math.min(ofCall, longestShadowMs);
  }

  #shedOne(family: string, version: number): void {
    this.#ports.onLoss({ family, version, reason: "shed" });
    this.#shed += 1;
    const now = performance.now();
    if (now - this.#toldAt < tellAgainMs) return;
    this.#ports.onProblem(shed(this.#shed));
    this.#toldAt = now;
    this.#shed = 0;
  }

  /** After whoever waits for the call's answer has it. Never rejects. */
  async #runNext(shadow: Shadow, signal: AbortSignal): Promise<void> {
    const admitted = this.#breakers.admit(shadow, this.#now());
    await setImmediate();
    const end = await this.#tryRun(shadow, signal);
    this.#breakers.note(shadow, admitted, end, this.#now());
  }

  /** Never rejects. What says nothing of the version is null. */
  async #tryRun(shadow: Shadow, signal: AbortSignal): Promise<CallEnd> {
    const { family, version } = shadow;
    try {
      return (await this.#run(shadow, signal)) ? "answered" : null;
    } catch (error) {
      if (error instanceof LaneError) this.#shedOne(family, version);
      // Whoever ended it knows.
      else if (!signal.aborted) {
        this.#ports.onProblem(toTold(error, shadow));
        return "failed";
      }
      return null;
    }
  }

  /** False where its budget does not allow it. */
  async #run(shadow: Shadow, signal: AbortSignal): Promise<boolean> {
    const { family, version, plan, context } = shadow;
    const { attachments, turns } = plan.given;
    const options: CallOptions = {
      version,
      signal,
      timeoutMs: this.#remainingMs(plan),
      attachments,
      turns,
      ...(plan.subject === null ? {} : { subject: plan.subject }),
    };
    const origin = { lane: "shadow", shadowOf: plan.id } as const;
    const prepared = await prepareCall(this.#calls, { family, context, options, origin });
    const spending = this.#ports.budgets.admit(family, () => estimateCost(prepared.routes[0]));
    if (spending === null) this.#ports.onLoss({ family, version, reason: "budget" });
    else await this.#send(prepared, spending);
    return spending !== null;
  }

  async #send(plan: CallPlan, spending: Spending): Promise<void> {
    const attempts: Attempt[] = [];
    const attempted = (attempt: Attempt) => void attempts.push(attempt);
    const observers = joinObservers([this.#calls.observers, { attempted }]);
    try {
      await sendPlan({ ...this.#calls, observers }, plan);
    } finally {
      spending.settle(findCost(attempts));
    }
  }
}

function nothing(): void {}

/** A vendor that says so has not run the model. */
const refusals: ReadonlySet<string | null> = new Set([
  "rate_limited",
  "overloaded",
  "quota",
  "auth",
  "bad_request",
  "not_found",
]);

/** Of all attempts; null where nobody said of one. */
function findCost(attempts: readonly Attempt[]): number | null {
  return attempts.reduce<number | null>((sum, { cost, failure }) => {
    const known = refusals.has(failure) ? 0 : cost;
    return sum === null || known === null ? null : sum + known;
  }, 0);
}

/**
 * What is told of a run that failed. A vendor, or a provider that somebody wrote, may repeat in its error what it was sent: that is
 * for the call's record, where it is redacted. What is refused before it is sent has no record, and names no value.
 */
function toTold(error: unknown, { family, version }: ShadowVersion): unknown {
  const code = isPromptrailError(error) ? error.code : null;
  if (code !== null && code !== "provider_failed" && code !== "outcome_refused") return error;
  const what = findFailureKind(error) ?? code ?? "unexpected";
  return new PromptrailError(
    code ?? "unavailable",
    `A shadow run of ${versionKey(family, version)} failed: ${what}. Look at its record: promptrail calls --family ${family} --lane shadow.`,
    { family, version },
  );
}

function shed(count: number): PromptrailError {
  return new PromptrailError(
    "unavailable",
    `${count} shadow runs were skipped since the last such message: a process runs at most ${mostShadows} at once, and within its provider's limit only what production leaves. Give the shadow a lower rate, or a faster model.`,
    { shed: count, most: mostShadows },
  );
}
