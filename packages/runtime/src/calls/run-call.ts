import type { CallResult } from "@promptrail/core";
import { OutcomeError } from "./answer/outcome-error.js";
import type { CallPorts } from "./call-ports.js";
import type { CallOptions } from "./plan/call-options.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { sendPlan } from "./send/send-plan.js";
import type { ShadowRunner } from "./shadow-runner.js";

/**
 * One production call, with its shadow run beside it.
 *
 * @throws what `prepareCall` throws, before anything is sent; ProviderError; OutcomeError unless the answer is
 * a success, or its outcome is one that the caller accepts.
 */
export async function runCall(
  ports: CallPorts,
  shadows: ShadowRunner,
  family: string,
  context: unknown,
  options: CallOptions,
): Promise<CallResult> {
  const origin = { lane: "production", shadowOf: null } as const;
  const plan = await prepareCall(ports, { family, context, options, origin });
  shadows.start(plan, context, options);
  const result = await sendPlan(ports, plan);
  if (result.success || options.accept?.includes(result.outcome)) return result;
  throw new OutcomeError(result);
}
