import type { CallResult } from "@promptrail/core";
import { OutcomeError } from "./answer/outcome-error.js";
import type { CallOptions } from "./call-options.js";
import type { CallPorts } from "./call-ports.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { runPlan } from "./run-plan.js";
import type { ShadowRunner } from "./shadow-runner.js";

/**
 * One production call, with its shadow run beside it.
 *
 * @throws what `prepareCall` throws, before anything is sent; ProviderError; OutcomeError.
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
  return requireSuccess(await runPlan(ports, plan), options);
}

/** @throws OutcomeError unless the answer is a success, or its outcome is one that the caller accepts. */
export function requireSuccess(result: CallResult, options: CallOptions): CallResult {
  if (result.success || options.accept?.includes(result.outcome)) return result;
  throw new OutcomeError(result);
}
