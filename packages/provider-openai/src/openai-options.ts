import type { JsonObject } from "@promptrail/core";
import { z } from "zod";

/** What a version's `providerOptions` may hold, in OpenAI's own words. Unknown keys are errors. */
const options = z.strictObject({
  reasoning_effort: z
    .enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"])
    .exactOptional(),
  verbosity: z.enum(["low", "medium", "high"]).exactOptional(),
  seed: z.int().exactOptional(),
  frequency_penalty: z.number().min(-2).max(2).exactOptional(),
  presence_penalty: z.number().min(-2).max(2).exactOptional(),
  logit_bias: z.record(z.string(), z.number().min(-100).max(100)).exactOptional(),
  parallel_tool_calls: z.boolean().exactOptional(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({ name: z.string() }),
      }),
    ])
    .exactOptional(),
  service_tier: z.enum(["auto", "default", "flex", "priority"]).exactOptional(),
  store: z.boolean().exactOptional(),
  metadata: z.record(z.string(), z.string()).exactOptional(),
  prompt_cache_key: z.string().exactOptional(),
  safety_identifier: z.string().exactOptional(),
});

export type OpenAIOptions = z.infer<typeof options>;

export const openaiOptionsSchema: z.ZodType<JsonObject> = options;
