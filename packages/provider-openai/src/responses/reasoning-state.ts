import type { JsonObject, ToolCall } from "@promptrail/core";
import { z } from "zod";
import type { ResponseItem } from "./responses-reply.js";

/** Who thought: nobody else can read it. */
export interface Thinker {
  /** The provider's id. */
  readonly provider: string;
  /** As it was asked for. */
  readonly model: string;
}

const state = z.object({
  type: z.literal("openai_reasoning"),
  provider: z.string(),
  model: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      encrypted_content: z.string(),
      summary: z.array(z.object({ type: z.literal("summary_text"), text: z.string() })),
    }),
  ),
});

export type ReasoningItem = z.infer<typeof state>["items"][number];

/**
 * What the model thought before it called a tool, as OpenAI encrypted it: with `store: false` nobody keeps it but the
 * caller. Undefined where there is nothing to give back.
 */
export function toReasoningState(
  items: readonly ResponseItem[],
  { provider, model }: Thinker,
): JsonObject | undefined {
  const kept = items.flatMap(({ id, encrypted_content: content, summary }) => {
    if (id == null || content == null) return [];
    const texts = (summary ?? []).map(({ text }) => ({ type: "summary_text", text }));
    return [{ id, encrypted_content: content, summary: texts }];
  });
  if (kept.length === 0) return undefined;
  return { type: "openai_reasoning", provider, model, items: kept };
}

/** The items to be sent with a call; none where another model, or another provider, made it. */
export function readReasoningState(
  { vendorState }: ToolCall,
  { provider, model }: Thinker,
): readonly ReasoningItem[] {
  const read = state.safeParse(vendorState);
  const isOwn = read.success && read.data.provider === provider && read.data.model === model;
  return isOwn ? read.data.items : [];
}
