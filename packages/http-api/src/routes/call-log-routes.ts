import { lanes } from "@promptrail/core/portable";
import { z } from "zod";
import {
  callListWire,
  callReportWire,
  erasureListWire,
  erasureRequestWire,
  erasureWire,
} from "../wire/call-log/call-reports.js";
import { loggedCallWire } from "../wire/call-log/logged-call.js";
import { usagePartsText, usageReportWire } from "../wire/call-log/usage.js";
import { familyName, timestamp, wholeNumberText } from "../wire/fields.js";
import { record } from "../wire/record.js";
import { largestAnswers, marginMs } from "./largest-answers.js";
import { noParameters } from "./parameters.js";
import { actorHeader } from "./request-headers.js";
import { type BodyBounds, defineRoute } from "./route.js";

/** Calls of one answer: each may have the text of an answer. */
export const mostListedCalls = 200;
const filter = {
  family: familyName.exactOptional(),
  version: wholeNumberText.exactOptional(),
  lane: z.enum(lanes).exactOptional(),
  outcome: z.string().max(100).exactOptional(),
  shape: z.string().max(100).exactOptional(),
  run_id: z.string().max(100).exactOptional(),
  since: timestamp.exactOptional(),
  before: timestamp.exactOptional(),
  limit: wholeNumberText
    .refine((asked) => asked <= mostListedCalls, `must be at most ${mostListedCalls}`)
    .exactOptional(),
} as const;

/** `text` is looked for in what was said: with a family, in 7 days at most, for 5 s. */
const callsQuery = record(
  z.strictObject({ ...filter, text: z.string().min(1).max(200).exactOptional() }),
);

const usageQuery = record(
  z.strictObject({
    family: familyName.exactOptional(),
    since: timestamp.exactOptional(),
    before: timestamp.exactOptional(),
    by: usagePartsText.exactOptional(),
  }),
);

/** What a spool ships at once, and room for its JSON. */
const reportBody: BodyBounds = { bytes: 8_000_000, values: 1_000_000 };

const json = "application/json";

const logged = {
  params: noParameters,
  headers: [],
  patienceMs: () => 30_000 + marginMs,
  problems: ["store_unavailable", "not_supported"],
} as const;

const read = { ...logged, method: "get", scope: "logs", body: null } as const;

/** A handler looks whether the key is for the families that are asked for. */
const open = { openToLimitedKeys: true } as const;

/** The routes of the call log. */
export const callLogRoutes = {
  calls: defineRoute({
    ...read,
    ...open,
    name: "calls",
    path: "/v1/calls",
    summary:
      "Calls as they are kept, newest first: figures for the scope `logs`, what was said as well for `bodies`.",
    query: callsQuery,
    largestAnswer: largestAnswers.call,
    responses: { 200: { description: "The calls.", mediaType: json, schema: callListWire } },
  }),
  findCall: defineRoute({
    ...read,
    ...open,
    name: "findCall",
    path: "/v1/calls/{call_id}",
    summary: "One call as it is kept: figures for the scope `logs`, what was said for `bodies`.",
    params: record(z.strictObject({ call_id: z.string().min(1).max(100) })),
    query: noParameters,
    largestAnswer: largestAnswers.call,
    responses: { 200: { description: "The call.", mediaType: json, schema: loggedCallWire } },
    problems: [...logged.problems, "unknown_call"],
  }),
  reportCalls: defineRoute({
    ...logged,
    ...open,
    name: "reportCalls",
    method: "post",
    path: "/v1/calls",
    scope: "report",
    summary:
      "Takes calls that a process without a database made. A call that is there already stays as it is.",
    query: noParameters,
    body: callReportWire,
    largestBody: reportBody,
    largestAnswer: largestAnswers.fact,
    responses: { 204: { description: "They are kept.", mediaType: json, schema: null } },
    problems: [...logged.problems, "call_rejected"],
  }),
  usage: defineRoute({
    ...read,
    ...open,
    name: "usage",
    path: "/v1/usage",
    summary: "Calls, outcomes, tokens, cost and latency, by what calls have in common.",
    query: usageQuery,
    largestAnswer: largestAnswers.whole,
    responses: { 200: { description: "What was used.", mediaType: json, schema: usageReportWire } },
  }),
  eraseSubject: defineRoute({
    ...logged,
    name: "eraseSubject",
    method: "post",
    path: "/admin/erasures",
    scope: "bodies",
    summary:
      "Erases every call of a subject: for readers at once, from the log's files within a day.",
    query: noParameters,
    body: erasureRequestWire,
    headers: [actorHeader],
    largestAnswer: largestAnswers.fact,
    responses: { 200: { description: "Begun.", mediaType: json, schema: erasureWire } },
  }),
  erasures: defineRoute({
    ...read,
    name: "erasures",
    path: "/admin/erasures",
    summary: "The erasures and how far each has come, newest first.",
    query: noParameters,
    largestAnswer: largestAnswers.whole,
    responses: { 200: { description: "The erasures.", mediaType: json, schema: erasureListWire } },
  }),
};
