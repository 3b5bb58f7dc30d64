import type { Break, BreakPhase } from "../break.js";
import { eventStream, listEvents, type Wire, type WireEvents, type WireReply } from "../wire.js";

/** A reply as it is sent up to where it breaks, and what would come after it. */
export interface BrokenReply {
  readonly status: number;
  readonly type: string;
  readonly isStream: boolean;
  /** What the answer is streamed as; null where it is a body. */
  readonly events: WireEvents | null;
  readonly sent: readonly string[];
  readonly rest: readonly string[];
}

/** @param answer makes the answer; called where the reply is one. */
export function planBreak(wire: Wire, fault: Break, answer: () => WireReply): BrokenReply {
  const { status = 200, code, message } = fault;
  if (status !== 200) {
    const body = JSON.stringify(wire.toErrorBody({ status, code, message }));
    return { ...splitText(body, body.length / 2), status };
  }
  const reply = answer();
  if (reply.events === null) {
    const body = JSON.stringify(reply.body);
    return { ...splitText(body, findPlace(body, reply.text, fault.phase)), status };
  }
  const whole = listEvents(reply);
  const count = countEvents(reply.events, fault.phase);
  return {
    status,
    type: wire.streamType ?? eventStream,
    isStream: true,
    events: reply.events,
    sent: whole.slice(0, count),
    rest: whole.slice(count),
  };
}

function splitText(body: string, place: number): Omit<BrokenReply, "status"> {
  const at = Math.floor(place);
  return {
    type: "application/json",
    isStream: false,
    events: null,
    sent: [body.slice(0, at)],
    rest: [body.slice(at)],
  };
}

/** Where a body breaks: before its text, inside of it, or after it. */
function findPlace(body: string, text: string, phase: BreakPhase): number {
  const written = JSON.stringify(text).slice(1, -1);
  const start = written === "" ? -1 : body.indexOf(written);
  if (start === -1) return body.length / 2;
  const parts: Partial<Record<BreakPhase, number>> = { "after-content": 0.5, "before-terminal": 1 };
  return start + written.length * (parts[phase] ?? 0);
}

function countEvents({ begin, content }: WireEvents, phase: BreakPhase): number {
  if (phase === "before-content") return begin.length;
  if (phase === "before-terminal") return begin.length + content.length;
  // Where a model thinks aloud, its thoughts come first: most of the content has some of the text.
  return begin.length + Math.max(1, Math.floor(content.length * 0.75));
}
