import type { CallResult, CallStreamEvent } from "@promptrail/core";
import type { CallPlan } from "./plan/call-plan.js";
import { type SendPorts, sendPlan, streamPlan } from "./send/send-plan.js";

/** What keeps the records of calls. */
export interface KeepPorts {
  readonly records: {
    /** Whether the calls of a family return only once their records are kept. */
    readonly isWaitedFor: (family: string) => boolean;
    /** Resolves once the record of a call is kept. Never rejects. */
    readonly kept: (id: string) => Promise<void>;
  };
}

type Ports = SendPorts & KeepPorts;

/** `sendPlan`, whose answer, or failure, comes once the call's record is as safe as its family asks. */
export function sendKept(ports: Ports, plan: CallPlan): Promise<CallResult> {
  const sent = sendPlan(ports, plan);
  return isWaitedFor(ports, plan) ? sent.finally(() => ports.records.kept(plan.id)) : sent;
}

/** The same for a stream: its end comes then. */
export function streamKept(ports: Ports, plan: CallPlan): AsyncIterable<CallStreamEvent> {
  const events = streamPlan(ports, plan);
  return isWaitedFor(ports, plan) ? holdEnd(events, () => ports.records.kept(plan.id)) : events;
}

function isWaitedFor({ records }: KeepPorts, { resolution }: CallPlan): boolean {
  return records.isWaitedFor(resolution.version.family);
}

async function* holdEnd(
  events: AsyncIterable<CallStreamEvent>,
  kept: () => Promise<void>,
): AsyncGenerator<CallStreamEvent, void, undefined> {
  try {
    for await (const event of events) {
      if (event.type === "finish") await kept();
      yield event;
    }
  } finally {
    // Also where it failed, or its reader has left.
    await kept();
  }
}
