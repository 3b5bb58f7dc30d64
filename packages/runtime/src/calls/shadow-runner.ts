import type { CallOptions } from "./call-options.js";
import type { CallPlan } from "./call-plan.js";
import type { CallPorts } from "./call-ports.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { runPlan } from "./run-plan.js";

/** Runs the shadow version of a family on the inputs of its production calls, in the background. */
export class ShadowRunner {
  readonly #ports: CallPorts;
  readonly #onProblem: (error: unknown) => void;
  readonly #running = new Set<Promise<void>>();

  constructor(ports: CallPorts, onProblem: (error: unknown) => void) {
    this.#ports = ports;
    this.#onProblem = onProblem;
  }

  /** Starts the shadow run that goes with a production call, where there is one. Never throws. */
  start(plan: CallPlan, context: unknown, options: CallOptions): void {
    if (plan.resolution.pinned) return;
    const { family } = plan.resolution.version;
    const version = this.#ports.findShadow(family);
    if (version === undefined) return;
    const { turns, timeoutMs } = options;
    const shadowOptions = {
      version,
      ...(turns === undefined ? {} : { turns }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
    const run = this.#run(family, context, shadowOptions, plan.id).finally(() => {
      this.#running.delete(run);
    });
    this.#running.add(run);
  }

  /** Waits for the shadow runs that are under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #run(
    family: string,
    context: unknown,
    options: CallOptions,
    shadowOf: string,
  ): Promise<void> {
    try {
      const origin = { lane: "shadow", shadowOf } as const;
      const plan = await prepareCall(this.#ports, { family, context, options, origin });
      await runPlan(this.#ports, plan);
    } catch (error) {
      this.#onProblem(error);
    }
  }
}
