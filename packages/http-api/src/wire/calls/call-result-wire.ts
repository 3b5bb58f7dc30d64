import type { CallResult } from "@promptrail/core";
import { type JsonValue, outcomes, toJsonResult } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, revisionNumber, versionNumber } from "../../schemas/fields.js";
import { jsonValue } from "../../schemas/json-object.js";
import { stateSourceWire } from "../state/state-source-wire.js";

/** Null where the vendor did not say. */
const tokens = z.number().min(0).nullable();

const usageWire = z
  .object({
    input: tokens,
    output: tokens,
    cache_read: tokens,
    cache_write: tokens,
    reasoning: tokens,
  })
  .register(components, { id: "TokenUsage" });

/** What came of a call. `cost` is in US dollars, `duration_ms` in milliseconds. */
export const callResultWire = z
  .object({
    call_id: z.string(),
    family: familyName,
    version: versionNumber,
    key: z.string(),
    outcome: z.enum(outcomes),
    success: z.boolean(),
    text: z.string(),
    data: jsonValue,
    tool_calls: z.array(z.object({ id: z.string(), name: z.string(), input: jsonValue })),
    usage: usageWire,
    cost: z.number().nullable(),
    provider: z.string(),
    model: z.string(),
    request_id: z.string().nullable(),
    stop_reason: z.string().nullable(),
    warnings: z.array(z.object({ setting: z.string(), reason: z.string() })),
    duration_ms: z.number(),
    revision: revisionNumber,
    state_source: stateSourceWire,
    degraded: z.string().nullable(),
  })
  .register(components, { id: "CallResult" });

export type CallResultWire = z.infer<typeof callResultWire>;

/** Its data goes over the wire in JSON form. */
export function toCallResultWire(result: CallResult): CallResultWire {
  const { id, toolCalls, usage, requestId, stopReason, durationMs, stateSource, ...same } =
    toJsonResult(result);
  return {
    ...same,
    call_id: id,
    tool_calls: toolCalls.map(({ id: callId, name, input }) => ({ id: callId, name, input })),
    usage: {
      input: usage.input,
      output: usage.output,
      cache_read: usage.cacheRead,
      cache_write: usage.cacheWrite,
      reasoning: usage.reasoning,
    },
    request_id: requestId,
    stop_reason: stopReason,
    warnings: [...same.warnings],
    duration_ms: durationMs,
    state_source: stateSource,
  };
}

export function fromCallResultWire(wire: CallResultWire): CallResult<JsonValue> {
  const {
    call_id,
    tool_calls,
    usage,
    request_id,
    stop_reason,
    duration_ms,
    state_source,
    ...same
  } = wire;
  return {
    ...same,
    id: call_id,
    toolCalls: tool_calls.map((call) => ({ type: "tool_call" as const, ...call })),
    usage: {
      input: usage.input,
      output: usage.output,
      cacheRead: usage.cache_read,
      cacheWrite: usage.cache_write,
      reasoning: usage.reasoning,
    },
    requestId: request_id,
    stopReason: stop_reason,
    durationMs: duration_ms,
    stateSource: state_source,
  };
}
