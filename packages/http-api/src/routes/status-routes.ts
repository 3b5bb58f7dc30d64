import { processReportWire } from "../wire/fleet.js";
import { statusEventWire, statusWire } from "../wire/status.js";
import { largestAnswers } from "./largest-answers.js";
import { noParameters, processParameters } from "./parameters.js";
import { ifNoneMatchHeader, lastEventIdHeader } from "./request-headers.js";
import { defineRoute } from "./route.js";

// Whoever follows keeps the whole state, or none that it can trust.
const follow = {
  scope: "read",
  openToLimitedKeys: true,
  query: noParameters,
  largestAnswer: largestAnswers.whole,
} as const;

// Who looks does not write: a report is shown to people, and decisions wait for it.
const report = { ...follow, scope: "report" } as const;

const json = "application/json";

/** The routes of a process that follows a server. */
export const statusRoutes = {
  status: defineRoute({
    ...follow,
    name: "status",
    method: "get",
    path: "/v1/status",
    summary: "What is live: every family's state at one revision.",
    params: noParameters,
    body: null,
    headers: [ifNoneMatchHeader],
    responses: {
      200: { description: "The state, with an ETag.", mediaType: json, schema: statusWire },
      304: { description: "Nothing has changed.", mediaType: json, schema: null },
    },
    problems: ["store_unavailable", "not_supported"],
  }),
  events: defineRoute({
    ...follow,
    name: "events",
    method: "get",
    path: "/v1/events",
    summary: "Streams what is live, then each change, as server-sent events.",
    params: noParameters,
    body: null,
    headers: [lastEventIdHeader],
    responses: {
      200: {
        description:
          "One `status` event, or the changes after the last event, then a `change` event for each applied revision. A comment every 5 s keeps the stream open.",
        mediaType: "text/event-stream",
        schema: statusEventWire,
      },
    },
    problems: ["store_unavailable"],
  }),
  reportProcess: defineRoute({
    ...report,
    name: "reportProcess",
    method: "put",
    path: "/v1/processes/{process_id}",
    summary: "Reports what a process that follows this server serves.",
    params: processParameters,
    body: processReportWire,
    headers: [],
    responses: { 204: { description: "Noted.", mediaType: json, schema: null } },
    problems: ["store_unavailable", "not_supported"],
  }),
  removeProcess: defineRoute({
    ...report,
    name: "removeProcess",
    method: "delete",
    path: "/v1/processes/{process_id}",
    summary: "Reports that a process which followed this server has ended.",
    params: processParameters,
    body: null,
    headers: [],
    responses: { 204: { description: "Forgotten.", mediaType: json, schema: null } },
    problems: ["store_unavailable", "not_supported"],
  }),
};
