import { historyWire } from "../wire/changes/history-wire.js";
import { promotionRequestWire, promotionResultWire } from "../wire/changes/promotion-wire.js";
import { rollbackRequestWire, rollbackResultWire } from "../wire/changes/rollback-wire.js";
import { familyParameters, historyQuery, noParameters } from "./parameters.js";
import { actorHeader, idempotencyKeyHeader } from "./request-headers.js";
import { defineRoute } from "./route.js";

const decide = {
  method: "post",
  params: familyParameters,
  query: noParameters,
  headers: [idempotencyKeyHeader, actorHeader],
} as const;

const refusals = [
  "unknown_family",
  "unknown_version",
  "archived_version",
  "stale_state",
  "store_unavailable",
  "not_supported",
] as const;

const json = "application/json";

/** The routes for change. */
export const adminRoutes = {
  rollback: defineRoute({
    ...decide,
    name: "rollback",
    path: "/admin/prompts/{family}/rollback",
    scope: "rollback",
    summary: "Makes an earlier version the active one and holds it against deployments.",
    body: rollbackRequestWire,
    responses: { 200: { description: "Done.", mediaType: json, schema: rollbackResultWire } },
    problems: [...refusals, "not_eligible"],
  }),
  promote: defineRoute({
    ...decide,
    name: "promote",
    path: "/admin/prompts/{family}/promote",
    scope: "promote",
    summary: "Makes a version the active one, on evidence or on an override with its reason.",
    body: promotionRequestWire,
    responses: { 200: { description: "Done.", mediaType: json, schema: promotionResultWire } },
    problems: [...refusals, "gate_refused"],
  }),
  history: defineRoute({
    name: "history",
    method: "get",
    path: "/admin/prompts/{family}/history",
    scope: "read",
    summary: "A family's decisions, newest first: who, when, from, to, why, on what evidence.",
    params: familyParameters,
    query: historyQuery,
    body: null,
    headers: [],
    responses: { 200: { description: "The decisions.", mediaType: json, schema: historyWire } },
    problems: ["unknown_family", "store_unavailable", "not_supported"],
  }),
};
