import { type CallStreamEvent, ProviderError } from "@promptrail/core";
import { toCallResult } from "./answer/to-call-result.js";
import type { CallOptions } from "./call-options.js";
import type { CallPlan } from "./call-plan.js";
import type { CallPorts } from "./call-ports.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { toCallRecord, toFailedCallRecord } from "./record/to-call-record.js";
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
  yield* recordStream(ports, plan);
}

async function* recordStream(
  ports: CallPorts,
  plan: CallPlan,
): AsyncGenerator<CallStreamEvent, void, undefined> {
  let recorded = false;
  const fail = (error: unknown) => {
    recorded = true;
    ports.recorder.add(toFailedCallRecord(plan, error, ports.now()));
  };
  try {
    for await (const event of plan.provider.stream(plan.request, plan.providerCall)) {
      if (event.type !== "finish") {
        yield event;
        continue;
      }
      const result = await toCallResult(plan, event.completion, ports.now());
      recorded = true;
      ports.recorder.add(toCallRecord(plan, result));
      yield { type: "finish", result };
    }
  } catch (error) {
    if (!recorded) fail(error);
    throw error;
  } finally {
    // The reader went away before the end: that call happened too.
    if (!recorded) fail(cancelled(plan));
  }
}

function cancelled(plan: CallPlan): ProviderError {
  return new ProviderError({
    kind: "cancelled",
    provider: plan.provider.id,
    reason: "the reader stopped before the answer ended",
  });
}
