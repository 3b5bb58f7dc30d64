import { outcomes } from "@promptrail/core/portable";
import { z } from "zod";
import { attemptWire, losses } from "./call-log/logged-call.js";
import { tokenUsageWire } from "./call-log/token-usage.js";
import {
  components,
  familyName,
  jsonObject,
  jsonValue,
  timestamp,
  versionNumber,
} from "./fields.js";
import { record } from "./record.js";

const answered = {
  call_id: z.string(),
  version: versionNumber,
  started_at: timestamp,
  duration_ms: z.number().nullable(),
  attempts: z.array(attemptWire),
  /** The model that answered; null where none did. */
  model: z.string().nullable(),
  fallback: z.boolean().describe("whether another model than the version's own answered"),
  /** Null where the call failed, and then `error` says how. */
  outcome: z.enum(outcomes).nullable(),
  success: z.boolean(),
  text: z.string().nullable().describe("redacted; null where none came, or none is kept"),
  data: jsonValue.describe("what the output schema made of the answer; redacted"),
  usage: tokenUsageWire,
  cost: z.number().nullable().describe("in US dollars; null where it is not known"),
  body_loss: z.enum(losses).nullable().describe("why what was said is not kept; null where it is"),
  error: jsonObject.nullable(),
} as const;

const names = { call_id: "id", model: "answeredModel" } as const;

const pairWire = record(
  z.object({
    active: record(
      z.object({
        context: jsonValue.describe("redacted; null where it is not kept"),
        run_id: z.string().nullable(),
        subject: z.string().nullable().describe("an HMAC of what the caller named"),
        ...answered,
      }),
      { names },
    ),
    shadow: record(z.object({ context: jsonValue, ...answered }), { names }),
  }),
).register(components, { id: "ShadowPair" });

/** Production calls with the shadow run on the same input, newest first. */
export const shadowPairsWire = record(
  z.object({
    family: familyName,
    pairs: z.array(pairWire),
    unpaired: z.int().describe("shadow runs whose production call is not in the log"),
    next_before: timestamp.nullable().describe("the `before` of the next page; null at the end"),
  }),
).register(components, { id: "ShadowPairs" });
