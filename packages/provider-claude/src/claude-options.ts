import { z } from "zod";

/** What a version's `providerOptions` may hold, in Anthropic's own words. Unknown keys are errors. */
export const claudeOptionsSchema = z.strictObject({
  thinking: z
    .discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("enabled"),
        budget_tokens: z.int().min(1024),
        display: z.enum(["summarized", "omitted"]).exactOptional(),
      }),
      z.strictObject({
        type: z.literal("adaptive"),
        display: z.enum(["summarized", "omitted"]).exactOptional(),
      }),
      z.strictObject({ type: z.literal("disabled") }),
    ])
    .exactOptional(),
  output_config: z
    .strictObject({ effort: z.enum(["low", "medium", "high", "xhigh", "max"]).exactOptional() })
    .exactOptional(),
  top_k: z.int().min(1).exactOptional(),
  metadata: z.strictObject({ user_id: z.string().exactOptional() }).exactOptional(),
  service_tier: z.enum(["auto", "standard_only"]).exactOptional(),
  tool_choice: z
    .discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("auto"),
        disable_parallel_tool_use: z.boolean().exactOptional(),
      }),
      z.strictObject({
        type: z.literal("any"),
        disable_parallel_tool_use: z.boolean().exactOptional(),
      }),
      z.strictObject({
        type: z.literal("tool"),
        name: z.string(),
        disable_parallel_tool_use: z.boolean().exactOptional(),
      }),
      z.strictObject({ type: z.literal("none") }),
    ])
    .exactOptional(),
});

export type ClaudeOptions = z.infer<typeof claudeOptionsSchema>;
