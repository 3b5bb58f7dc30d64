import type { CallStreamEvent } from "@promptrail/core";
import type { CallPorts } from "./call-ports.js";
import type { CallOptions } from "./plan/call-options.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { streamPlan } from "./send/send-plan.js";
import type { ShadowRunner } from "./shadow-runner.js";

/** @throws what `prepareCall` throws, before anything is sent; ProviderError. */
export async function* streamCall(
  ports: CallPorts,
  shadows: ShadowRunner,
  family: string,
  context: unknown,
  options: CallOptions,
): AsyncGenerator<CallStreamEvent, void, undefined> {
  const origin = { lane: "production", shadowOf: null } as const;
  const plan = await prepareCall(ports, { family, context, options, origin });
  shadows.start(plan, context, options);
  yield* streamPlan(ports, plan);
}
