import type { CallStreamEvent, JsonValue } from "@promptrail/core";
import { omitUndefined, outcomes } from "@promptrail/core/portable";
import { z } from "zod";
import { tokenCount, tokenUsageWire } from "./call-log/token-usage.js";
import {
  components,
  familyName,
  jsonObject,
  jsonValue,
  revisionNumber,
  stateSource,
  timestamp,
  vendorState,
  versionNumber,
} from "./fields.js";
import { headroomWire } from "./headroom/headroom.js";
import { attachmentsWire, messageWire, turnsWire } from "./messages/messages.js";
import { type ProblemWire, problemWire } from "./problem.js";
import { record } from "./record.js";

const rendered = {
  context: jsonObject,
  version: versionNumber.exactOptional(),
  turns: turnsWire.exactOptional(),
} as const;

const run = {
  ...rendered,
  attachments: attachmentsWire.exactOptional(),
  timeout_ms: z.int().min(1).max(600_000).exactOptional(),
  subject: z
    .string()
    .min(1)
    .max(500)
    .exactOptional()
    .describe("whose data it is, kept as an HMAC: by it the call can be erased"),
} as const;

/**
 * One call: the variables, what goes with the rendered messages and what follows them, and how to run it. `accept` names outcomes
 * to return although they are no success.
 */
export const callRequestWire = record(
  z.strictObject({
    ...run,
    accept: z.array(z.enum(outcomes)).max(outcomes.length).exactOptional(),
  }),
).register(components, { id: "CallRequest" });

/** Like a call, but every outcome is told in the `finish` event. */
export const streamRequestWire = record(z.strictObject(run)).register(components, {
  id: "StreamRequest",
});

export const renderRequestWire = record(z.strictObject(rendered)).register(components, {
  id: "RenderRequest",
});

const called = { id: z.string(), name: z.string(), input: jsonValue };

const toolCall = z.codec(
  z.object({ ...called, vendor_state: vendorState.exactOptional() }),
  z.object({ type: z.literal("tool_call"), ...called, vendorState: vendorState.exactOptional() }),
  {
    decode: ({ vendor_state: state, ...call }) => ({
      type: "tool_call" as const,
      ...call,
      ...omitUndefined({ vendorState: state }),
    }),
    encode: ({ id, name, input, vendorState: state }) => ({
      id,
      name,
      input,
      ...omitUndefined({ vendor_state: state }),
    }),
  },
);

/** What the vendor still grants; null where it does not say. */
const rateLimitsWire = record(
  z.object({
    requests_left: tokenCount,
    requests_limit: tokenCount,
    tokens_left: tokenCount,
    tokens_limit: tokenCount,
    reset_at: timestamp.nullable(),
  }),
).register(components, { id: "RateLimits" });

/** What came of a call, in JSON form. `cost` is in US dollars, `duration_ms` in milliseconds. */
export const callResultWire = record(
  z.object({
    call_id: z.string(),
    family: familyName,
    version: versionNumber,
    key: z.string(),
    outcome: z.enum(outcomes),
    success: z.boolean(),
    text: z.string(),
    data: jsonValue.describe("what the output schema made of the text; null without one"),
    tool_calls: z.array(toolCall),
    usage: tokenUsageWire,
    cost: z.number().nullable().describe("in US dollars; null where it is not known"),
    // A server of an earlier release says nothing of it.
    prices_as_of: z
      .string()
      .nullable()
      .default(null)
      .describe("of which day the prices are, such as 2026-11-23"),
    provider: z.string(),
    model: z.string(),
    // A server of an earlier release says nothing of it, and asks no fallback.
    fallback: z.boolean().default(false),
    request_id: z.string().nullable(),
    stop_reason: z.string().nullable(),
    // A server of an earlier release says nothing of it.
    rate_limits: rateLimitsWire.nullable().default(null),
    headroom: headroomWire
      .nullable()
      .default(null)
      .describe("what the call leaves of the context window; null where that is not known"),
    warnings: z.array(z.object({ setting: z.string(), reason: z.string() })),
    duration_ms: z.number(),
    revision: revisionNumber,
    state_source: stateSource,
    degraded: z
      .string()
      .nullable()
      .describe("why another version than the active one answered; null where none did"),
  }),
  { names: { call_id: "id" } },
).register(components, { id: "CallResult" });

/** What would be sent for a context. */
export const renderedPromptWire = record(
  z.object({
    family: familyName,
    version: versionNumber,
    key: z.string(),
    content_hash: z.string(),
    messages: z.array(messageWire),
  }),
).register(components, { id: "RenderedPrompt" });

const delta = z.object({ text: z.string() });

/** A call's event, or the problem that ends its stream. */
export type StreamedEvent =
  | CallStreamEvent<JsonValue>
  | { readonly type: "error"; readonly problem: ProblemWire };

const eventWire = z.discriminatedUnion("event", [
  z.object({ event: z.literal("text-delta"), data: delta }),
  z.object({ event: z.literal("reasoning-delta"), data: delta }),
  z.object({ event: z.literal("finish"), data: callResultWire }),
  z.object({ event: z.literal("error"), data: problemWire }),
]);

/**
 * The server-sent events of a streamed call: deltas, then one `finish`, or one `error` with a problem.
 * `event` is the event's name, `data` its JSON.
 */
export const streamEventWire = z
  .codec(eventWire, z.custom<StreamedEvent>(), { decode: toEvent, encode: toEventWire })
  .register(components, { id: "StreamEvent" });

function toEvent(wire: z.output<typeof eventWire>): StreamedEvent {
  switch (wire.event) {
    case "finish":
      return { type: wire.event, result: wire.data };
    case "error":
      return { type: wire.event, problem: wire.data };
    default:
      return { type: wire.event, text: wire.data.text };
  }
}

function toEventWire(event: StreamedEvent): z.output<typeof eventWire> {
  switch (event.type) {
    case "finish":
      return { event: event.type, data: event.result };
    case "error":
      return { event: event.type, data: event.problem };
    default:
      return { event: event.type, data: { text: event.text } };
  }
}
