import type { CallResult, CallStreamEvent } from "@promptrail/core";
import { OutcomeError } from "./answer/outcome-error.js";
import type { CallPorts } from "./call-ports.js";
import type { CallOptions } from "./plan/call-options.js";
import type { CallPlan } from "./plan/call-plan.js";
import { type CallInput, prepareCall } from "./prepare/prepare-call.js";
import { sendKept, streamKept } from "./send-kept.js";
import type { ShadowRunner } from "./shadows/shadow-runner.js";

/**
 * One production call, with its shadow run behind it.
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
  const { plan, startShadow } = await start(ports, shadows, { family, context, options });
  try {
    return requireAccepted(await sendKept(ports, plan), options);
  } finally {
    startShadow();
  }
}

/** The same, with its text as it comes. @throws what `prepareCall` throws, before anything is sent; ProviderError. */
export async function* streamCall(
  ports: CallPorts,
  shadows: ShadowRunner,
  family: string,
  context: unknown,
  options: CallOptions,
): AsyncGenerator<CallStreamEvent, void, undefined> {
  const { plan, startShadow } = await start(ports, shadows, { family, context, options });
  try {
    yield* streamKept(ports, plan);
  } finally {
    startShadow();
  }
}

/**
 * The text alone, as it comes.
 *
 * @throws what `streamCall` throws; OutcomeError at the end, as `runCall`: the text that came is cut, or no answer.
 */
export async function* streamText(
  ports: CallPorts,
  shadows: ShadowRunner,
  family: string,
  context: unknown,
  options: CallOptions,
): AsyncGenerator<string, void, undefined> {
  for await (const event of streamCall(ports, shadows, family, context, options)) {
    if (event.type === "text-delta") yield event.text;
    else if (event.type === "finish") requireAccepted(event.result, options);
  }
}

/** Throws OutcomeError for an answer that is no success, and that the caller does not accept. */
function requireAccepted(result: CallResult, { accept }: CallOptions): CallResult {
  if (result.success || accept?.includes(result.outcome)) return result;
  throw new OutcomeError(result);
}

interface Started {
  readonly plan: CallPlan;
  /** To be called when the answer has gone out. */
  readonly startShadow: () => void;
}

async function start(
  ports: CallPorts,
  shadows: ShadowRunner,
  asked: Omit<CallInput, "origin" | "resend">,
): Promise<Started> {
  const origin = { lane: "production", shadowOf: null } as const;
  const plan = await prepareCall(ports, { ...asked, origin, resend: ports.resend });
  return { plan, startShadow: shadows.follow(plan, asked.context) };
}
