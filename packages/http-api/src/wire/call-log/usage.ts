import { type UsagePart, usageParts } from "@promptrail/core/call-log";
import { z } from "zod";
import { components, familyName, timestamp, versionNumber } from "../fields.js";
import { record } from "../record.js";
import { tokenCount } from "../token-usage.js";
import { lanes } from "./logged-call.js";

const latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });

const groupWire = record(
  z.object({
    hour: timestamp.exactOptional(),
    family: familyName.exactOptional(),
    version: versionNumber.exactOptional(),
    lane: z.enum(lanes).exactOptional(),
    provider: z.string().exactOptional(),
    model: z.string().exactOptional(),
    outcome: z.string().exactOptional(),
    calls: z.int(),
    outcomes: z.record(z.string(), z.int()).describe("how many calls ended how"),
    first_attempts: z.int().describe("calls for which one request was enough"),
    fallbacks: z.int(),
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
  }),
).register(components, { id: "UsageGroup" });

/** What calls used, told apart by what they have in common; and what the log does not know of. */
export const usageReportWire = record(
  z.object({
    since: timestamp,
    before: timestamp.nullable(),
    by: z.array(z.enum(usageParts)),
    groups: z.array(groupWire),
    lost_calls: z.int().describe("calls that are in no figure, since the log does not have them"),
    lost_bodies: z.int().describe("calls of which what was said is not kept"),
  }),
).register(components, { id: "UsageReport" });

const parts: ReadonlySet<string> = new Set(usageParts);

function isPart(part: string): part is UsagePart {
  return parts.has(part);
}

/** `family,version` in a query. */
export const usagePartsText = z.codec(
  z.string().refine((text) => text.split(",").every(isPart), {
    error: `must be some of ${usageParts.join(", ")}, with commas between`,
  }),
  z.custom<readonly UsagePart[]>(),
  {
    decode: (text) => [...new Set(text.split(","))].filter(isPart),
    encode: (list) => list.join(","),
  },
);
