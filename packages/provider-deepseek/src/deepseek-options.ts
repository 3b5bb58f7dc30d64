import type { JsonObject } from "@promptrail/core";
import { z } from "zod";

/** What a version's `providerOptions` may hold, in DeepSeek's own words. Unknown keys are errors. */
const options = z.strictObject({
  thinking: z.strictObject({ type: z.enum(["enabled", "disabled"]) }).exactOptional(),
  reasoning_effort: z.enum(["high", "max"]).exactOptional(),
  frequency_penalty: z.number().min(-2).max(2).exactOptional(),
  presence_penalty: z.number().min(-2).max(2).exactOptional(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({ name: z.string() }),
      }),
    ])
    .exactOptional(),
});

export type DeepSeekOptions = z.infer<typeof options>;

export const deepseekOptionsSchema: z.ZodType<JsonObject> = options;
