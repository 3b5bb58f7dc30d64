import type { ContentKind } from "@promptrail/core/lifecycle";
import { z } from "zod";
import { components } from "../fields.js";
import { record } from "../record.js";

const kinds = ["latin", "other_script", "code"] as const satisfies ContentKind[];

const countedWire = record(
  z.object({
    tokens: z.number().describe("by o200k"),
    kind: z.enum(kinds),
    tools: z.boolean(),
    scheme: z.number(),
    ratio: z.number().describe("tokens of the vendor for one of these, in 99 of 100 calls at most"),
    median: z.number().nullable().describe("the same in the middle; null until enough were seen"),
  }),
).register(components, { id: "CountedInput" });

/** What a call leaves of its model's context window, in tokens. */
export const headroomWire = record(
  z.object({
    provider: z.string(),
    model: z.string(),
    window: z.number(),
    max_tokens: z.number(),
    input_bound: z.number().nullable().describe("null where nothing bounds the input"),
    found_by: z.enum(["bytes", "count"]).nullable(),
    tokens: z
      .number()
      .nullable()
      .describe("window, less input and answer; negative where the call may not fit"),
    counted: countedWire.nullable().describe("null where the bytes said enough"),
  }),
).register(components, { id: "Headroom" });
