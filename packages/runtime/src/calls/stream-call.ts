import { type CallStreamEvent, ProviderError } from "@promptrail/core";
import type { CallPorts } from "./call-ports.js";
import type { CallOptions } from "./plan/call-options.js";
import type { CallPlan } from "./plan/call-plan.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { EventHandoff } from "./send/event-handoff.js";
import { type ContentEvent, sendPlan } from "./send/send-plan.js";
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
  const events = new EventHandoff<ContentEvent>();
  const sending = sendPlan(ports, plan, events.give).finally(() => events.end());
  // Who reads to the end hears of it there.
  sending.catch(() => {});
  let isEnded = false;
  try {
    for (let event = await events.take(); event !== null; event = await events.take()) yield event;
    isEnded = true;
    yield { type: "finish", result: await sending };
  } finally {
    if (!isEnded) {
      // That call happened, too: it is recorded before the reader goes on.
      events.leave(readerLeft(plan));
      await sending.catch(() => {});
    }
  }
}

function readerLeft({ routes: [{ provider }] }: CallPlan): ProviderError {
  return new ProviderError({
    kind: "cancelled",
    provider: provider.id,
    reason: "the reader stopped before the answer ended",
  });
}
