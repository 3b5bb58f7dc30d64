import type { BodyLoss } from "@promptrail/core/call-log";
import {
  fileMediaTypes,
  imageMediaTypes,
  lanes,
  outcomes,
  retentionDays,
} from "@promptrail/core/portable";
import { z } from "zod";
import {
  components,
  familyName,
  jsonObject,
  jsonValue,
  revisionNumber,
  stateSource,
  timestamp,
  versionNumber,
} from "../fields.js";
import { headroomWire } from "../headroom/headroom.js";
import { record } from "../record.js";
import { loggedMessageWire } from "./logged-message.js";
import { tokenUsageWire } from "./token-usage.js";

export const losses = [
  "sampled_out",
  "shrunk",
  "redaction_failed",
  "subject_unknown",
  "expired",
] as const satisfies BodyLoss[];

const days = z.literal([...retentionDays]);

const attachmentWire = record(
  z.object({
    kind: z.enum(["image", "file"]),
    media_type: z.enum([...imageMediaTypes, ...fileMediaTypes]),
    bytes: z.number().nullable(),
    sha256: z.string().nullable(),
    name: z.string().nullable(),
    url: z.string().nullable(),
  }),
).register(components, { id: "LoggedAttachment" });

export const attemptWire = record(
  z.object({
    provider: z.string(),
    model: z.string(),
    fallback: z.boolean(),
    started_at: timestamp,
    latency_ms: z.number(),
    outcome: z.enum(outcomes).nullable(),
    failure: z.string().nullable(),
    request_id: z.string().nullable(),
    usage: tokenUsageWire,
    cost: z.number().nullable(),
    prices_as_of: z.string().nullable(),
  }),
).register(components, { id: "Attempt" });

const figures = {
  call_id: z.string().min(1).max(100),
  family: familyName,
  version: versionNumber,
  content_hash: z.string(),
  revision: revisionNumber,
  state_source: stateSource,
  degraded: z.string().nullable(),
  pinned: z.boolean(),
  lane: z.enum(lanes),
  shadow_of: z.string().nullable(),
  run_id: z.string().nullable(),
  step: z.number().nullable(),
  subject: z.string().nullable().describe("an HMAC of what the caller named"),
  started_at: timestamp,
  duration_ms: z.number().nullable().describe("null where the process ended before the call did"),
  provider: z.string(),
  requested_model: z.string(),
  answered_model: z.string().nullable(),
  fallback: z.boolean(),
  outcome: z.enum(outcomes).nullable().describe("null where the call failed"),
  success: z.boolean(),
  usage: tokenUsageWire,
  cost: z.number().nullable().describe("in US dollars; null where it is not known"),
  request_id: z.string().nullable(),
  stop_reason: z.string().nullable(),
  headroom: headroomWire.nullable(),
  warnings: z.array(z.object({ setting: z.string(), reason: z.string() })),
  error: jsonObject.nullable().describe("redacted"),
  attempts: z.array(attemptWire),
  attachments: z.array(attachmentWire),
} as const;

/** Null where nobody may see it, nobody asked, or nothing is kept. */
const body = {
  context: jsonValue.describe("redacted"),
  messages: z.array(loggedMessageWire).nullable().describe("what the model was sent; redacted"),
  text: z.string().nullable().describe("the answer; redacted"),
  data: jsonValue.describe("what the output schema made of the answer; redacted"),
} as const;

/** How the log keeps it. */
const keeping = {
  body_loss: z.enum(losses).nullable().describe("why what was said is not kept; null where it is"),
  body_rate: z.number().min(0).max(1),
  redaction: z.string().nullable().describe("the detectors that looked for secrets"),
  shape: z.array(z.string().max(100)).max(100).nullable(),
  shape_version: z.int().nullable(),
  retention: z.object({ figures: days, bodies: days }),
} as const;

/** A call that was made elsewhere, with all that was said in it. */
export const callRecordWire = record(
  z.object({
    ...figures,
    ...body,
    subject: z.string().min(1).max(500).nullable().describe("whose data it is about"),
  }),
  { names: { call_id: "id" } },
).register(components, { id: "CallRecord" });

/** A call as the log keeps it. */
export const loggedCallWire = record(z.object({ ...figures, ...keeping, ...body }), {
  names: { call_id: "id" },
}).register(components, { id: "LoggedCall" });
