import { z } from "zod";
import { components } from "../fields.js";
import { record } from "../record.js";

/** Null where the vendor did not say. */
export const tokenCount = z.number().min(0).nullable();

export const tokenUsageWire = record(
  z.object({
    input: tokenCount,
    output: tokenCount,
    cache_read: tokenCount,
    cache_write: tokenCount,
    reasoning: tokenCount,
  }),
).register(components, { id: "TokenUsage" });
