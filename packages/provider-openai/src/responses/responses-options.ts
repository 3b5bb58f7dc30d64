import { z } from "zod";

/** What a version's `providerOptions` may hold for the Responses API, in OpenAI's own words. Unknown keys are errors. */
export const openaiResponsesOptionsSchema = z.strictObject({
  reasoning: z
    .strictObject({
      effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).exactOptional(),
      summary: z.enum(["auto", "concise", "detailed"]).exactOptional(),
    })
    .exactOptional(),
  text: z
    .strictObject({ verbosity: z.enum(["low", "medium", "high"]).exactOptional() })
    .exactOptional(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.strictObject({ type: z.literal("function"), name: z.string() }),
    ])
    .exactOptional(),
  parallel_tool_calls: z.boolean().exactOptional(),
  service_tier: z.enum(["auto", "default", "flex", "priority"]).exactOptional(),
  metadata: z.record(z.string(), z.string()).exactOptional(),
  prompt_cache_key: z.string().exactOptional(),
  prompt_cache_options: z
    .strictObject({
      mode: z.enum(["implicit", "explicit"]).exactOptional(),
      ttl: z.enum(["30m", "12h"]).exactOptional(),
    })
    .exactOptional(),
  safety_identifier: z.string().exactOptional(),
});

export type OpenAIResponsesOptions = z.infer<typeof openaiResponsesOptionsSchema>;
