import type { CallStreamEvent, JsonValue } from "@promptrail/core";
import { z } from "zod";
import { problemWire } from "../../problems/problem-wire.js";
import { components } from "../../schemas/components.js";
import { callResultWire, fromCallResultWire, toCallResultWire } from "./call-result-wire.js";

const delta = z.object({ text: z.string() });

/**
 * The server-sent events of a streamed call: deltas, then one `finish`, or one `error` with a problem.
 * `event` is the event's name, `data` its JSON.
 */
export const streamEventWire = z
  .discriminatedUnion("event", [
    z.object({ event: z.literal("text-delta"), data: delta }),
    z.object({ event: z.literal("reasoning-delta"), data: delta }),
    z.object({ event: z.literal("finish"), data: callResultWire }),
    z.object({ event: z.literal("error"), data: problemWire }),
  ])
  .register(components, { id: "StreamEvent" });

export type StreamEventWire = z.infer<typeof streamEventWire>;

export function toStreamEventWire(event: CallStreamEvent): StreamEventWire {
  return event.type === "finish"
    ? { event: event.type, data: toCallResultWire(event.result) }
    : { event: event.type, data: { text: event.text } };
}

/** An `error` event is no event of a call: it ends the stream with an error. */
export function fromStreamEventWire(
  wire: Exclude<StreamEventWire, { event: "error" }>,
): CallStreamEvent<JsonValue> {
  return wire.event === "finish"
    ? { type: wire.event, result: fromCallResultWire(wire.data) }
    : { type: wire.event, text: wire.data.text };
}
