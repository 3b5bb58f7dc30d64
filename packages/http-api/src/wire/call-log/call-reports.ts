import type { GapReason } from "@promptrail/core/call-log";
import { lanes, mostLostInGap, mostReported } from "@promptrail/core/portable";
import { z } from "zod";
import { components, familyName, timestamp } from "../fields.js";
import { record } from "../record.js";
import { callRecordWire, loggedCallWire } from "./logged-call.js";

const reasons = [
  ...(["queue_full", "spool_full", "spool_failed", "spool_damaged", "rejected"] as const),
  ...(["redaction_failed", "subject_unknown", "process_ended"] as const),
] as const satisfies GapReason[];

const gapWire = record(
  z.object({
    gap_id: z.string().min(1).max(100),
    reason: z.enum(reasons),
    lost: z.enum(["calls", "bodies"]),
    family: familyName,
    lane: z.enum(lanes),
    count: z.int().min(1).max(mostLostInGap),
    from: timestamp,
    to: timestamp,
  }),
  { names: { gap_id: "id" } },
).register(components, { id: "CallGap" });

/** Calls that a process without a database made, and those that it lost. */
export const callReportWire = record(
  z.strictObject({
    calls: z.array(callRecordWire).max(mostReported),
    gaps: z.array(gapWire).max(mostReported).exactOptional(),
  }),
).register(components, { id: "CallReport" });

/** Newest first. */
export const callListWire = record(
  z.object({
    calls: z.array(loggedCallWire),
    searched_since: timestamp
      .nullable()
      .describe("a search has looked at everything from then on; null where it has seen all"),
  }),
).register(components, { id: "CallList" });

/** Whose calls are to be erased, as callers named them. */
export const erasureRequestWire = record(
  z.strictObject({ subject: z.string().min(1).max(500) }),
).register(components, { id: "ErasureRequest" });

export const erasureWire = record(
  z.object({
    subject: z.string().describe("as the log stores it: an HMAC of what callers name"),
    asked_at: timestamp,
    actor: z.string(),
    calls: z.int().describe("how many were deleted so far"),
    completed_at: timestamp
      .nullable()
      .describe("when nothing of them was left in the log's files; null until then"),
  }),
).register(components, { id: "Erasure" });

/** Newest first. */
export const erasureListWire = record(z.object({ erasures: z.array(erasureWire) })).register(
  components,
  { id: "ErasureList" },
);
