import { z } from "zod";
import { components, jsonValue } from "./fields.js";
import { record } from "./record.js";

const textPart = z.object({
  type: z.literal("text"),
  text: z.string(),
  cache: z.object({ ttl: z.enum(["5m", "1h"]) }).exactOptional(),
});

const toolCall = z.object({
  type: z.literal("tool_call"),
  id: z.string(),
  name: z.string(),
  input: jsonValue,
});

const toolResult = record(
  z.object({
    type: z.literal("tool_result"),
    tool_call_id: z.string(),
    text: z.string(),
    is_error: z.boolean(),
  }),
);

const systemMessage = record(z.object({ role: z.literal("system"), content: z.array(textPart) }));

const userMessage = record(
  z.object({
    role: z.literal("user"),
    content: z.array(z.discriminatedUnion("type", [textPart, toolResult])),
  }),
);

const assistantMessage = record(
  z.object({
    role: z.literal("assistant"),
    content: z.array(z.discriminatedUnion("type", [textPart, toolCall])),
  }),
);

/** One message of a conversation. Its boundaries are data. */
export const messageWire = z
  .discriminatedUnion("role", [systemMessage, userMessage, assistantMessage])
  .register(components, { id: "Message" });

/** A conversation that is longer is cut by whoever holds it; its texts count as the body's. */
export const mostTurns = 1_000;

/** What follows the rendered messages. A turn is never a system message: those are the prompt's alone. */
export const turnsWire = z
  .array(
    z
      .discriminatedUnion("role", [userMessage, assistantMessage], {
        error:
          "must be a message of the role `user` or `assistant`: system messages come from the prompt alone",
      })
      .register(components, { id: "Turn" }),
  )
  .max(mostTurns, `must be at most ${mostTurns} turns`);
