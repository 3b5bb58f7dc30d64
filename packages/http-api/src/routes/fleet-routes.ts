import { drillListWire, drillRequestWire, drillResultWire, fleetWire } from "../wire/fleet.js";
import { largestAnswers, marginMs } from "./largest-answers.js";
import { familyParameters, limitQuery, noParameters } from "./parameters.js";
import { actorHeader, idempotencyKeyHeader } from "./request-headers.js";
import { defineRoute } from "./route.js";

const read = {
  method: "get",
  scope: "read",
  params: noParameters,
  body: null,
  headers: [],
  largestAnswer: largestAnswers.whole,
  problems: ["store_unavailable", "not_supported"],
} as const;

const json = "application/json";

/** How long the processes have where a drill says nothing of it. */
export const defaultDrillMs = 2_000;

/** The routes that tell how decisions reach the processes. */
export const fleetRoutes = {
  drill: defineRoute({
    name: "drill",
    method: "post",
    path: "/admin/prompts/{family}/drill",
    scope: "rollback",
    summary: "Measures how fast a decision reaches every process. Changes nothing that is served.",
    params: familyParameters,
    query: noParameters,
    body: drillRequestWire,
    headers: [idempotencyKeyHeader, actorHeader],
    largestAnswer: largestAnswers.whole,
    patienceMs: ({ timeoutMs = defaultDrillMs }) => timeoutMs + marginMs,
    responses: { 200: { description: "Measured.", mediaType: json, schema: drillResultWire } },
    problems: ["unknown_family", "store_unavailable", "not_supported"],
  }),
  fleet: defineRoute({
    ...read,
    name: "fleet",
    path: "/admin/fleet",
    summary: "Every process that reported within the last 15 s, and the revision that it serves.",
    query: noParameters,
    responses: { 200: { description: "The processes.", mediaType: json, schema: fleetWire } },
  }),
  drills: defineRoute({
    ...read,
    name: "drills",
    path: "/admin/drills",
    summary: "The results of past drills, newest first.",
    query: limitQuery,
    responses: { 200: { description: "The drills.", mediaType: json, schema: drillListWire } },
  }),
};
