import { describeLostDigits } from "../errors/context-loses-digits.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import { isJsonObject } from "../json/json-value.js";
import { omitUndefined } from "../json/omit-undefined.js";
import { readJson } from "../json/read-json.js";
import type { Outcome, ProviderWarning } from "../provider/completion.js";
import type { ToolCall } from "../provider/message.js";

/** A tool call as a vendor told it: any part may be missing or cut. */
export interface ToldToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON as text, or a value that the vendor's reply held as it is. */
  readonly input: { readonly text: string } | { readonly value: JsonValue };
  /** Becomes the call's; left out where the vendor wants nothing back. */
  readonly vendorState?: JsonObject | undefined;
}

export interface SettledToolCalls {
  readonly outcome: Outcome;
  readonly toolCalls: readonly ToolCall[];
  readonly warnings: readonly ProviderWarning[];
}

/**
 * How an answer ended, once its tool calls are read. `stated` is what the vendor's stop word says: where it
 * is no success, it stays. An answer that calls a tool is `tool_use` whatever its stop word; a call without
 * id, name or whole input, or a stop word for calls that are not there, makes it `invalid_output`.
 */
export function settleToolCalls(stated: Outcome, calls: readonly ToldToolCall[]): SettledToolCalls {
  const read = calls.map(readCall);
  const toolCalls = read.map(({ call }) => call);
  const faults = read.flatMap(findFaults);
  const missing =
    stated === "tool_use" && calls.length === 0
      ? ["The answer announces a tool call, but contains none."]
      : [];
  const reasons = [...faults, ...missing];
  return {
    outcome: settle(stated, calls.length > 0, reasons.length > 0),
    toolCalls,
    warnings: reasons.map((reason) => ({ setting: "tool_calls", reason })),
  };
}

function settle(stated: Outcome, hasCalls: boolean, isBroken: boolean): Outcome {
  if (stated !== "ok" && stated !== "tool_use") return stated;
  if (isBroken) return "invalid_output";
  return hasCalls ? "tool_use" : stated;
}

interface ReadCall {
  readonly call: ToolCall;
  /** Where a number of its input's text stands that JavaScript cannot keep. */
  readonly lost: readonly PropertyKey[] | null;
}

/** What is no JSON stays text, so that nothing of it is lost. A tool without parameters may get no text at all. */
function readCall({ id, name, input, vendorState }: ToldToolCall): ReadCall {
  const call = { type: "tool_call", id, name, ...omitUndefined({ vendorState }) } as const;
  if ("value" in input) return { call: { ...call, input: input.value }, lost: null };
  const read = input.text.trim() === "" ? { value: {}, lost: null } : readJson(input.text);
  if (read === undefined) return { call: { ...call, input: input.text }, lost: null };
  return { call: { ...call, input: read.value }, lost: read.lost };
}

function findFaults({ call: { id, name, input }, lost }: ReadCall): readonly string[] {
  const call = name === "" ? "A tool call" : `The call of the tool "${name}"`;
  return [
    ...(id === "" ? [`${call} has no id.`] : []),
    ...(name === "" ? [`${call} does not name the tool.`] : []),
    ...(lost === null ? [] : [`${call} cannot be read: ${describeLostDigits(lost)}.`]),
    ...(isJsonObject(input)
      ? []
      : [`${call} has an input that is not a JSON object; the input is kept as text.`]),
  ];
}
