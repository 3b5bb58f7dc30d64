import { z } from "zod";
import { components, jsonValue } from "../fields.js";
import { record } from "../record.js";

const part = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    text: z.string(),
    cache: z.object({ ttl: z.enum(["5m", "1h"]) }).exactOptional(),
  }),
  z.object({
    type: z.literal("tool_call"),
    id: z.string(),
    name: z.string(),
    input: jsonValue,
  }),
  record(
    z.object({
      type: z.literal("tool_result"),
      tool_call_id: z.string(),
      text: z.string(),
      is_error: z.boolean(),
    }),
  ),
  z.object({ type: z.enum(["image", "file"]) }),
]);

/** A message as the log keeps it: of an image or a file only that there was one. */
export const loggedMessageWire = record(
  z.object({
    role: z.enum(["system", "user", "assistant"]),
    content: z.array(part),
  }),
).register(components, { id: "LoggedMessage" });
