import {
  type AroundCall,
  type CallObserver,
  type CallResult,
  type CallStreamEvent,
  ProviderError,
  type StartedCall,
} from "@promptrail/core";
import type { Completion, ProviderCall } from "@promptrail/core/provider-kit";
import type { ProviderLanes } from "../lanes/provider-lanes.js";
import type { CallPlan } from "../plan/call-plan.js";
import type { Route } from "../plan/route.js";
import { toStartedCall } from "../record/to-call-record.js";
import type { Traffic } from "../traffic/traffic.js";
import type { WindowGuard } from "../window/window-guard.js";
import { CutAnswer, requireWhole } from "./cut-answer.js";
import { readerLeft } from "./reader-left.js";
import { sendAround, streamAround } from "./send-around.js";
import { SentCall } from "./sent-call.js";

export interface SendPorts {
  /** Its functions never throw. */
  readonly observers: CallObserver;
  readonly around: readonly AroundCall[];
  /** What this process sends to each model. */
  readonly traffic: Traffic;
  /** Whose turn it is with each provider. */
  readonly lanes: ProviderLanes;
  /** Learns from what vendors counted. */
  readonly window: WindowGuard;
  readonly now: () => Date;
}

/**
 * Sends a prepared call, and tells the observers of it, whatever its outcome: what a plain call, a shadow run and
 * an eval do. Like a streamed call it is opened, answered and told of by `SentCall`.
 *
 * @throws ProviderError; what a function around the call throws.
 */
export function sendPlan(ports: SendPorts, plan: CallPlan): Promise<CallResult> {
  const call = toStartedCall(plan);
  if (ports.around.length === 0) return sendWhole(ports, plan, call);
  return sendAround(ports.around, call, () => sendWhole(ports, plan, call));
}

/** The same, with its text as it comes. */
export function streamPlan(ports: SendPorts, plan: CallPlan): AsyncIterable<CallStreamEvent> {
  const call = toStartedCall(plan);
  if (ports.around.length === 0) return sendStreamed(ports, plan, call);
  return streamAround(ports.around, call, () => sendStreamed(ports, plan, call));
}

async function sendWhole(ports: SendPorts, plan: CallPlan, call: StartedCall): Promise<CallResult> {
  const sent = new SentCall(ports, plan, call);
  try {
    return await sent.answer(await sent.open(complete));
  } catch (error) {
    // It was asked for as often as may be: half an answer is told as what it is.
    if (error instanceof CutAnswer) return sent.answer(error.completion);
    sent.fail(error);
    throw error;
  }
}

async function complete(route: Route, call: ProviderCall): Promise<Completion> {
  return requireWhole(route, await route.provider.complete(route.request, call));
}

async function* sendStreamed(
  ports: SendPorts,
  plan: CallPlan,
  call: StartedCall,
): AsyncGenerator<CallStreamEvent, void, undefined> {
  const sent = new SentCall(ports, plan, call);
  let leave: (() => unknown) | null = null;
  try {
    const { events, first } = await sent.open(openStream);
    for (let next = first; next.done !== true; next = await events.next()) {
      leave = () => events.return?.();
      const event = next.value;
      if (event.type !== "finish") yield event;
      else yield { type: "finish", result: await sent.answer(event.completion) };
      leave = null;
    }
    if (sent.isOpen) throw withoutFinish(sent.route);
  } catch (error) {
    if (!(error instanceof CutAnswer)) {
      sent.fail(error);
      throw error;
    }
    yield { type: "finish", result: await sent.answer(error.completion) };
  } finally {
    // The reader went away before the end: that call happened too.
    await leave?.();
    if (sent.isOpen) sent.fail(readerLeft(sent.route.provider.id));
  }
}

/**
 * A stream is open once its first event is there: until then the call could still go another way. Throws CutAnswer
 * where it ended before anything was shown.
 */
async function openStream(route: Route, call: ProviderCall) {
  const events = route.provider.stream(route.request, call)[Symbol.asyncIterator]();
  const first = await events.next();
  if (first.done !== true && first.value.type === "finish") {
    requireWhole(route, first.value.completion);
  }
  return { events, first };
}

function withoutFinish({ provider }: Route): ProviderError {
  return new ProviderError({
    kind: "server_error",
    provider: provider.id,
    reason:
      "its plugin ended the stream without a `finish` event, so the outcome of the call is not known. Report this to the author of the plugin.",
  });
}
