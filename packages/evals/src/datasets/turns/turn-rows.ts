import type { JsonObject, JsonValue, Message, ToolCall, ToolResult } from "@promptrail/core";
import { z } from "zod";

/** In a list of turns: as many as a call by HTTP may have. */
const mostTurns = 1_000;

const filled = z.string("must be a text").min(1, "must not be empty");
const text = z.strictObject({
  type: z.literal("text"),
  text: z.string("must be a text"),
  cache: z.strictObject({ ttl: z.enum(["5m", "1h"]) }).exactOptional(),
});
const toolCall = z.strictObject({
  type: z.literal("tool_call"),
  id: filled,
  name: filled,
  input: z.custom<JsonValue>((value) => value !== undefined, "must be there"),
  vendor_state: z.custom<JsonObject>(isPlainObject, "must be an object").exactOptional(),
});
const toolResult = z.strictObject({
  type: z.literal("tool_result"),
  tool_call_id: filled,
  text: z.string("must be a text"),
  is_error: z.boolean("must be true or false").default(false),
});

const userTurn = z.strictObject({
  role: z.literal("user"),
  content: contentOf(
    z.discriminatedUnion("type", [text, toolResult], { error: noPart("text, tool_result") }),
  ),
});
const assistantTurn = z.strictObject({
  role: z.literal("assistant"),
  content: contentOf(
    z.discriminatedUnion("type", [text, toolCall], { error: noPart("text, tool_call") }),
  ),
});

/**
 * Turns as a row has them: `{ "role": "user", "content": "…" }`, or a list of parts with the names that the HTTP API uses.
 * A turn is never a system message: those are the prompt's alone.
 */
export const turnRowsSchema = z
  .array(
    z.discriminatedUnion("role", [userTurn, assistantTurn], {
      error:
        "must be a turn of the role `user` or `assistant`: only the prompt can have system messages",
    }),
    "must be a list of turns",
  )
  .max(mostTurns, `must be at most ${mostTurns} turns`);

/** A text stands for a list with one text. */
function contentOf<const Part extends z.ZodType>(part: Part) {
  return z.preprocess(
    (value) =>
      typeof value === "string" && value !== "" ? [{ type: "text", text: value }] : value,
    z.array(part, "must be a text or a list of parts").min(1, "must not be empty"),
  );
}

function noPart(kinds: string): string {
  return `must be a part of one of the types ${kinds}; a dataset keeps no images and files`;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The turns as a call takes them. */
export function toTurns(rows: z.output<typeof turnRowsSchema>): readonly Message[] {
  return rows.map(
    (row): Message =>
      row.role === "user"
        ? { role: "user", content: row.content.map(toUserPart) }
        : { role: "assistant", content: row.content.map(toAssistantPart) },
  );
}

function toUserPart(part: z.output<typeof text> | z.output<typeof toolResult>) {
  if (part.type === "text") return part;
  const { type, tool_call_id: toolCallId, text: answer, is_error: isError } = part;
  return { type, toolCallId, text: answer, isError } satisfies ToolResult;
}

function toAssistantPart(part: z.output<typeof text> | z.output<typeof toolCall>) {
  if (part.type === "text") return part;
  const { vendor_state: vendorState, ...call } = part;
  const made: ToolCall = vendorState === undefined ? call : { ...call, vendorState };
  return made;
}

/** A case's turns as they are written into a row: a turn that is a single text becomes that text. */
export function toTurnRows(turns: readonly Message[]): readonly unknown[] {
  return turns.map(({ role, content }) => {
    const [only, ...others] = content;
    const isPlain = only?.type === "text" && only.cache === undefined && only.text !== "";
    return { role, content: isPlain && others.length === 0 ? only.text : content.map(toPartRow) };
  });
}

function toPartRow(part: Message["content"][number]): unknown {
  if (part.type === "tool_result") {
    const { type, toolCallId, text: answer, isError } = part;
    return { type, tool_call_id: toolCallId, text: answer, ...(isError ? { is_error: true } : {}) };
  }
  if (part.type !== "tool_call") return part;
  const { vendorState, ...call } = part;
  return vendorState === undefined ? call : { ...call, vendor_state: vendorState };
}
