import {
  archiveRequestWire,
  changeReportWire,
  promotionReportWire,
  promotionRequestWire,
  recoverReportWire,
  recoverRequestWire,
  resumeRequestWire,
  rollbackReportWire,
  rollbackRequestWire,
  shadowRequestWire,
} from "../wire/decisions.js";
import { headroomReportWire } from "../wire/headroom/headroom-report.js";
import { contentsWire, historyWire } from "../wire/history.js";
import { rollbackAllReportWire, rollbackAllRequestWire } from "../wire/rollback-all.js";
import { shadowPairsWire } from "../wire/shadow-pairs.js";
import { largestAnswers, marginMs } from "./largest-answers.js";
import {
  contentsQuery,
  decisionQuery,
  familyParameters,
  historyQuery,
  noParameters,
  pairsQuery,
} from "./parameters.js";
import { actorHeader, idempotencyKeyHeader, ifMatchHeader } from "./request-headers.js";
import { defineRoute, type TimedRequest } from "./route.js";

const decide = {
  method: "post",
  params: familyParameters,
  headers: [idempotencyKeyHeader, actorHeader, ifMatchHeader],
  largestAnswer: largestAnswers.change,
  patienceMs: ({ wait }: TimedRequest) => (wait?.timeoutMs ?? 0) + marginMs,
} as const;

const refusals = [
  ...(["unknown_family", "stale_state", "immutability_violation"] as const),
  ...(["store_unavailable", "not_supported"] as const),
] as const;

const refusedVersions = ["unknown_version", "archived_version"] as const;

const json = "application/json";

const change = {
  ...decide,
  scope: "promote",
  query: noParameters,
  responses: {
    200: {
      description: "The family's state after the change.",
      mediaType: json,
      schema: changeReportWire,
    },
  },
} as const;

const readHistory = {
  method: "get",
  scope: "read",
  query: historyQuery,
  body: null,
  headers: [],
  responses: { 200: { description: "The decisions.", mediaType: json, schema: historyWire } },
  largestAnswer: largestAnswers.whole,
} as const;

/** The routes for change. */
export const adminRoutes = {
  rollback: defineRoute({
    ...decide,
    name: "rollback",
    path: "/admin/prompts/{family}/rollback",
    scope: "rollback",
    summary:
      "Makes an earlier version active, and puts a hold on the family so that no deployment undoes it.",
    query: decisionQuery,
    body: rollbackRequestWire,
    responses: { 200: { description: "Done.", mediaType: json, schema: rollbackReportWire } },
    problems: [...refusals, ...refusedVersions, "not_eligible"],
  }),
  rollbackAll: defineRoute({
    name: "rollbackAll",
    method: "post",
    path: "/admin/rollbacks",
    scope: "rollback",
    rate: "rollbackAll",
    summary:
      "Rolls every family back whose active version asks a model or a provider, or shows what that would do.",
    params: noParameters,
    query: decisionQuery,
    body: rollbackAllRequestWire,
    headers: [idempotencyKeyHeader, actorHeader],
    responses: { 200: { description: "Done.", mediaType: json, schema: rollbackAllReportWire } },
    largestAnswer: largestAnswers.whole,
    patienceMs: ({ wait }: TimedRequest) => (wait?.timeoutMs ?? 0) + 30_000 + marginMs,
    problems: ["immutability_violation", "store_unavailable", "not_supported"],
  }),
  promote: defineRoute({
    ...decide,
    name: "promote",
    path: "/admin/prompts/{family}/promote",
    scope: "promote",
    summary: "Makes a version active, on passing evidence or with an override and its reason.",
    query: decisionQuery,
    body: promotionRequestWire,
    responses: { 200: { description: "Done.", mediaType: json, schema: promotionReportWire } },
    problems: [...refusals, ...refusedVersions, "gate_refused", "not_eligible"],
  }),
  shadow: defineRoute({
    ...change,
    name: "shadow",
    path: "/admin/prompts/{family}/shadow",
    summary: "Runs a version in parallel with the active one for comparison, or stops it.",
    body: shadowRequestWire,
    problems: [...refusals, ...refusedVersions, "not_eligible"],
  }),
  shadowPairs: defineRoute({
    name: "shadowPairs",
    method: "get",
    path: "/admin/prompts/{family}/shadow/pairs",
    scope: "bodies",
    summary:
      "Production calls with the shadow run on the same input: what each version answered, newest first, in pages.",
    params: familyParameters,
    query: pairsQuery,
    body: null,
    headers: [],
    largestAnswer: largestAnswers.call,
    patienceMs: () => 30_000 + marginMs,
    responses: { 200: { description: "The pairs.", mediaType: json, schema: shadowPairsWire } },
    problems: ["unknown_family", "store_unavailable", "not_supported"],
  }),
  headroom: defineRoute({
    name: "headroom",
    method: "get",
    path: "/admin/prompts/{family}/headroom",
    scope: "logs",
    summary: "How full the context windows of a family's calls get, and when they are full.",
    params: familyParameters,
    query: noParameters,
    body: null,
    headers: [],
    largestAnswer: largestAnswers.fact,
    patienceMs: () => 30_000 + marginMs,
    responses: { 200: { description: "The report.", mediaType: json, schema: headroomReportWire } },
    problems: ["unknown_family", "store_unavailable", "not_supported"],
  }),
  archive: defineRoute({
    ...change,
    name: "archive",
    path: "/admin/prompts/{family}/archive",
    summary: "Archives a version, so that it can never be activated again.",
    body: archiveRequestWire,
    problems: [...refusals, ...refusedVersions, "not_eligible"],
  }),
  resume: defineRoute({
    ...change,
    name: "resume",
    path: "/admin/prompts/{family}/resume",
    summary:
      "Ends the hold that a rollback put on a family, so that deployments can change it again.",
    body: resumeRequestWire,
    problems: refusals,
  }),
  recover: defineRoute({
    name: "recover",
    method: "post",
    path: "/admin/recover",
    scope: "promote",
    summary:
      "After the store lost decisions: brings the store and every process to the same state again.",
    params: noParameters,
    query: noParameters,
    body: recoverRequestWire,
    headers: [actorHeader],
    // One decision a family.
    patienceMs: () => 30_000 + marginMs,
    responses: { 200: { description: "Done.", mediaType: json, schema: recoverReportWire } },
    largestAnswer: largestAnswers.change,
    problems: [...refusals, "unknown_version", "not_eligible"],
  }),
  history: defineRoute({
    ...readHistory,
    name: "history",
    path: "/admin/prompts/{family}/history",
    summary: "A family's decisions, newest first: who, when, from, to, why, on what evidence.",
    params: familyParameters,
    problems: ["unknown_family", "store_unavailable", "not_supported"],
  }),
  wholeHistory: defineRoute({
    ...readHistory,
    name: "wholeHistory",
    path: "/admin/history",
    summary:
      "The decisions of all families, newest first: the hash chain that a verification follows.",
    params: noParameters,
    problems: ["store_unavailable", "not_supported"],
  }),
  checkContents: defineRoute({
    name: "checkContents",
    method: "get",
    path: "/admin/history/contents",
    scope: "read",
    summary:
      "Checks a part of what is stored beside the decisions: version bodies and evidence, against their hashes.",
    params: noParameters,
    query: contentsQuery,
    body: null,
    headers: [],
    largestAnswer: largestAnswers.whole,
    responses: {
      200: {
        description: "The problems found, and how much was checked.",
        mediaType: json,
        schema: contentsWire,
      },
    },
    problems: ["request_invalid", "store_unavailable", "not_supported"],
  }),
};
