import {
  type AroundCall,
  type CallObserver,
  type CallResult,
  type CallStreamEvent,
  ProviderError,
  type StartedCall,
} from "@promptrail/core";
import type { CallPlan, Route } from "../plan/call-plan.js";
import { toStartedCall } from "../record/to-call-record.js";
import { readerLeft } from "./reader-left.js";
import { sendAround, streamAround } from "./send-around.js";
import { SentCall } from "./sent-call.js";

export interface SendPorts {
  /** Its functions never throw. */
  readonly observers: CallObserver;
  readonly around: readonly AroundCall[];
  readonly now: () => Date;
}

/**
 * Sends a prepared call, and tells the observers of it, whatever its outcome.
 *
 * @throws ProviderError; what a function around the call throws.
 */
export function sendPlan(ports: SendPorts, plan: CallPlan): Promise<CallResult> {
  const call = toStartedCall(plan);
  const send = () => readResult(sendRoutes(ports, plan, call, "whole"));
  return ports.around.length === 0 ? send() : sendAround(ports.around, call, send);
}

/** The same, with its text as it comes. */
export function streamPlan(ports: SendPorts, plan: CallPlan): AsyncIterable<CallStreamEvent> {
  const call = toStartedCall(plan);
  const send = () => sendRoutes(ports, plan, call, "streamed");
  return ports.around.length === 0 ? send() : streamAround(ports.around, call, send);
}

/**
 * The one road that a plain call, a streamed one, a shadow run and an eval take to a vendor. A call that is
 * not streamed brings its `finish` alone.
 */
async function* sendRoutes(
  { observers, now }: SendPorts,
  plan: CallPlan,
  call: StartedCall,
  mode: "whole" | "streamed",
): AsyncGenerator<CallStreamEvent, void, undefined> {
  const [route] = plan.routes;
  const { provider, request } = route;
  const sent = new SentCall({ observers, now, plan, call });
  try {
    if (mode === "whole") {
      const completion = await provider.complete(request, plan.providerCall);
      yield { type: "finish", result: await sent.answer(route, completion) };
      return;
    }
    for await (const event of provider.stream(request, plan.providerCall)) {
      if (event.type !== "finish") yield event;
      else yield { type: "finish", result: await sent.answer(route, event.completion) };
    }
    if (sent.isOpen) throw withoutFinish(route);
  } catch (error) {
    sent.fail(route, error);
    throw error;
  } finally {
    // The reader went away before the end: that call happened too.
    if (sent.isOpen) sent.fail(route, readerLeft(provider.id));
  }
}

/** Of a call that is not streamed. Nothing is left to be done after its one event. */
async function readResult(
  events: AsyncGenerator<CallStreamEvent, void, undefined>,
): Promise<CallResult> {
  const { value } = await events.next();
  if (value?.type === "finish") return value.result;
  throw new TypeError("A call ends with its result, or throws.");
}

function withoutFinish({ provider }: Route): ProviderError {
  return new ProviderError({
    kind: "server_error",
    provider: provider.id,
    reason: "its plugin ended the stream without a `finish`, which says what came of the call",
  });
}
