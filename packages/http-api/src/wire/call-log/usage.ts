import type { UsageDimension } from "@promptrail/core/call-log";
import { lanes, usageDimensions } from "@promptrail/core/portable";
import { z } from "zod";
import { components, familyName, timestamp, versionNumber } from "../fields.js";
import { record } from "../record.js";
import { tokenCount } from "./token-usage.js";

/** Of counts: beyond 2^53 no exact one, and still an answer. */
const sum = z.number().min(0);

const latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });

const keyWire = z.object({
  hour: timestamp.exactOptional(),
  family: familyName.exactOptional(),
  version: versionNumber.exactOptional(),
  lane: z.enum(lanes).exactOptional(),
  provider: z.string().exactOptional(),
  model: z.string().exactOptional(),
  outcome: z.string().exactOptional(),
});

const groupWire = record(
  z.object({
    key: keyWire.describe("what the calls have in common"),
    calls: z.int(),
    success_share: z
      .number()
      .nullable()
      .describe("0 to 1, of the calls whose outcome is known; null where it is of none"),
    first_attempts: z.int().describe("calls for which one request was enough"),
    fallbacks: z.int().describe("calls that ended on a fallback"),
    input_tokens: tokenCount,
    output_tokens: tokenCount,
    cache_read_tokens: tokenCount,
    cost: z.number().nullable().describe("in US dollars, of the calls whose price is known"),
    priced_calls: z.int(),
    latency: latency.nullable().describe("milliseconds, within 9%"),
    headroom: z
      .number()
      .nullable()
      .describe("tokens of the context window that 99 of 100 calls left at least, within 9%"),
    lost_calls: sum
      .nullable()
      .describe("calls more, of which the log knows nothing; null where that cannot be told"),
  }),
).register(components, { id: "UsageGroup" });

/** What calls used, told apart by what they have in common; and what the log does not know of. */
export const usageReportWire = record(
  z.object({
    groups: z.array(groupWire),
    lost_calls: sum.describe("calls that are in no figure, since the log does not have them"),
    lost_bodies: sum.describe("calls of which what was said is not kept"),
  }),
).register(components, { id: "UsageReport" });

const parts: ReadonlySet<string> = new Set(usageDimensions);

function isPart(part: string): part is UsageDimension {
  return parts.has(part);
}

/** `family,version` in a query. */
export const usagePartsText = z.codec(
  z.string().refine((text) => text.split(",").every(isPart), {
    error: `must be some of ${usageDimensions.join(", ")}, with commas between`,
  }),
  // Without a check, a list that is not given would be written, too.
  z.custom<readonly UsageDimension[]>(Array.isArray),
  {
    decode: (text) => [...new Set(text.split(","))].filter(isPart),
    encode: (list) => list.join(","),
  },
);
