import { z } from "zod";
import { components, jsonValue } from "./fields.js";
import { record } from "./record.js";

type ObjectSchema = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.ZodObject<Shape>;

/** The messages of a conversation, of objects that are read in one way. */
function describeMessages(object: ObjectSchema) {
  const textPart = object({
    type: z.literal("text"),
    text: z.string(),
    cache: object({ ttl: z.enum(["5m", "1h"]) }).exactOptional(),
  });
  const toolCall = object({
    type: z.literal("tool_call"),
    id: z.string(),
    name: z.string(),
    input: jsonValue,
  });
  const toolResult = record(
    object({
      type: z.literal("tool_result"),
      tool_call_id: z.string(),
      text: z.string(),
      is_error: z.boolean(),
    }),
  );
  const userPart = z.discriminatedUnion("type", [textPart, toolResult]);
  const assistantPart = z.discriminatedUnion("type", [textPart, toolCall]);
  return {
    system: record(object({ role: z.literal("system"), content: z.array(textPart) })),
    user: record(object({ role: z.literal("user"), content: z.array(userPart) })),
    assistant: record(
      object({
        role: z.literal("assistant"),
        content: z.array(assistantPart),
        /** As the result of the call that this turn answers tells it. */
        reasoning: object({ provider: z.string(), data: jsonValue }).exactOptional(),
      }),
    ),
  };
}

const told = describeMessages((shape) => z.object(shape));

/** One message of a conversation. Its boundaries are data. */
export const messageWire = z
  .discriminatedUnion("role", [told.system, told.user, told.assistant])
  .register(components, { id: "Message" });

/** A conversation that is longer is cut by whoever holds it; its texts count as the body's. */
export const mostTurns = 1_000;

// What people send is read strictly.
const sent = describeMessages((shape) => z.strictObject(shape));

/** What follows the rendered messages. A turn is never a system message: those are the prompt's alone. */
export const turnsWire = z
  .array(
    z
      .discriminatedUnion("role", [sent.user, sent.assistant], {
        error:
          "must be a message of the role `user` or `assistant`: only the prompt can have system messages",
      })
      .register(components, { id: "Turn" }),
  )
  .max(mostTurns, `must be at most ${mostTurns} turns`);
