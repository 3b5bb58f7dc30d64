import {
  type AroundCall,
  type CallResult,
  type CallStreamEvent,
  PromptrailError,
  type StartedCall,
} from "@promptrail/core";
import { EventHandoff } from "./event-handoff.js";
import { readerLeft } from "./reader-left.js";

type Send = () => Promise<CallResult>;

/** Runs the functions around a call; the first is the outermost. */
export function sendAround(
  around: readonly AroundCall[],
  call: StartedCall,
  send: Send,
): Promise<CallResult> {
  let outer = send;
  for (const run of around.toReversed()) {
    const next = onlyOnce(outer, call);
    outer = async () => run(call, next);
  }
  return outer();
}

/** The same for a streamed call, whose events pass by the functions to the reader. */
export async function* streamAround(
  around: readonly AroundCall[],
  call: StartedCall,
  stream: () => AsyncIterable<CallStreamEvent>,
): AsyncGenerator<CallStreamEvent, void, undefined> {
  const events = new EventHandoff<CallStreamEvent>();
  const send = async () => {
    for await (const event of stream()) {
      if (event.type === "finish") return event.result;
      if (!(await events.give(event))) break;
    }
    throw readerLeft(call.provider);
  };
  const sending = sendAround(around, call, send).finally(() => events.end());
  // Who reads to the end hears of it there.
  sending.catch(() => {});
  try {
    for (let event = await events.take(); event !== null; event = await events.take()) yield event;
    yield { type: "finish", result: await sending };
  } finally {
    events.leave();
    // That call happened, too: it is recorded before the reader goes on.
    await sending.catch(() => {});
  }
}

/** A call that was sent twice would be recorded and paid for twice. */
function onlyOnce(next: Send, { family }: StartedCall): Send {
  let isCalled = false;
  return async () => {
    if (isCalled) throw sentTwice(family);
    isCalled = true;
    return next();
  };
}

function sentTwice(family: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `A function of the config's \`around\` called \`next\` twice for one call of family "${family}". Call \`next\` only once; to send the request again, make a new call.`,
    { family },
  );
}
