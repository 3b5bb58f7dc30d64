import type { JsonObject, ToolCall } from "@promptrail/core";
import { z } from "zod";
import type { CompatibleVendor } from "./compatible-vendor.js";

const state = z.object({
  type: z.literal("chat_reasoning"),
  vendor: z.string(),
  reasoning: z.string(),
});

type Vendor = Pick<CompatibleVendor, "id" | "wantsReasoning">;

/** What a model thought, for a vendor that wants to see it again with the results of the calls that it led to. */
export function toReasoningState(
  { id, wantsReasoning }: Vendor,
  reasoning: string,
): JsonObject | undefined {
  if (!wantsReasoning || reasoning === "") return undefined;
  return { type: "chat_reasoning", vendor: id, reasoning };
}

/**
 * What the model thought before these calls, as the vendor wants it back: of calls that another vendor's model made
 * it is empty, since a message without any is refused while a model thinks. Undefined where nothing is wanted.
 */
export function readReasoningState(
  { id, wantsReasoning }: Vendor,
  calls: readonly ToolCall[],
): string | undefined {
  if (!wantsReasoning || calls.length === 0) return undefined;
  for (const { vendorState } of calls) {
    const read = state.safeParse(vendorState);
    if (read.success && read.data.vendor === id) return read.data.reasoning;
  }
  return "";
}
