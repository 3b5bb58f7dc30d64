import { PromptrailError } from "@promptrail/core";
import type { CallPorts } from "./call-ports.js";
import { LaneError } from "./lanes/lane-errors.js";
import type { CallOptions } from "./plan/call-options.js";
import type { CallPlan } from "./plan/call-plan.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { sendPlan } from "./send/send-plan.js";

/** So many run at once in a process: a shadow that hangs must not take what production needs. */
export const mostShadows = 32;
/** A shadow run ends with its call's deadline, and at the latest after this. */
export const longestShadowMs = 60_000;
/** Who is told that shadow runs were left out hears of it at most this often. */
const tellAgainMs = 60_000;

/**
 * A shadow run that was not sent because too many run or its provider's limit is reached, or because it would go with a later step
 * of a run of tools, whose results are those of another version's calls; or one that was ended with its process.
 */
export interface ShadowLoss {
  readonly family: string;
  readonly version: number;
  readonly reason: "shed" | "cut" | "step";
}

interface ShadowPorts {
  /** The version that runs beside a call of the family; undefined for none. */
  readonly findShadow: (family: string) => number | undefined;
  /** Counts a loss. Never throws. */
  readonly onLoss: (loss: ShadowLoss) => void;
  readonly onProblem: (error: unknown) => void;
}

interface ShadowRun {
  readonly family: string;
  readonly version: number;
  readonly abort: AbortController;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

/** Runs the shadow version of a family on the inputs of its production calls, in the background. */
export class ShadowRunner {
  readonly #calls: CallPorts;
  readonly #ports: ShadowPorts;
  readonly #running = new Set<ShadowRun>();
  #shed = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(calls: CallPorts, ports: ShadowPorts) {
    this.#calls = calls;
    this.#ports = ports;
  }

  /** Starts the shadow run that goes with a production call, where there is one and there is room. Never throws. */
  start(plan: CallPlan, context: unknown): void {
    if (plan.resolution.pinned) return;
    const { family } = plan.resolution.version;
    const version = this.#ports.findShadow(family);
    if (version === undefined) return;
    if (this.#running.size < mostShadows) this.#startOne(version, plan, context);
    else this.#shedOne(family, version);
  }

  /** Counts the shadow run that a later step of a run of tools would have, were it a call of its own. Never throws. */
  pass({ resolution }: CallPlan): void {
    if (resolution.pinned) return;
    const { family } = resolution.version;
    const version = this.#ports.findShadow(family);
    if (version !== undefined) this.#ports.onLoss({ family, version, reason: "step" });
  }

  #startOne(version: number, plan: CallPlan, context: unknown): void {
    const { family } = plan.resolution.version;
    const abort = new AbortController();
    const run = {
      family,
      version,
      abort,
      ended: this.#run(plan, context, {
        version,
        signal: abort.signal,
        timeoutMs: this.#remainingMs(plan),
        attachments: plan.given.attachments,
        turns: plan.given.turns,
      }).finally(() => this.#running.delete(run)),
    };
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

  #remainingMs({ providerCall: { deadline } }: CallPlan): number {
    const ofCall = deadline - this.#calls.now().getTime();
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

  async #run(plan: CallPlan, context: unknown, options: CallOptions): Promise<void> {
    const { family } = plan.resolution.version;
    try {
      const origin = { lane: "shadow", shadowOf: plan.id } as const;
      await sendPlan(
        this.#calls,
        await prepareCall(this.#calls, { family, context, options, origin }),
      );
    } catch (error) {
      if (error instanceof LaneError) this.#shedOne(family, options.version ?? 0);
      // Whoever ended it knows.
      else if (options.signal?.aborted !== true) this.#ports.onProblem(error);
    }
  }
}

function shed(count: number): PromptrailError {
  return new PromptrailError(
    "unavailable",
    `${count} shadow runs were skipped since the last such message: a process runs at most ${mostShadows} at once, and within its provider's limit only what production leaves. Give the shadow a lower rate, or a faster model.`,
    { shed: count, most: mostShadows },
  );
}
