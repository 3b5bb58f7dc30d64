import {
  callRequestWire,
  callResultWire,
  renderedPromptWire,
  renderRequestWire,
  streamEventWire,
  streamRequestWire,
} from "../wire/calls.js";
import { promptListWire, registeredVersionWire } from "../wire/prompts.js";
import { largestAnswers, marginMs } from "./largest-answers.js";
import { familyParameters, noParameters, versionParameters } from "./parameters.js";
import { defineRoute, type TimedRequest } from "./route.js";

const read = {
  method: "get",
  scope: "read",
  query: noParameters,
  body: null,
  headers: [],
  largestAnswer: largestAnswers.whole,
} as const;

const call = {
  method: "post",
  scope: "call",
  params: familyParameters,
  query: noParameters,
  headers: [],
  largestAnswer: largestAnswers.call,
  patienceMs: ({ timeoutMs = 60_000 }: TimedRequest) => timeoutMs + marginMs,
} as const;

const json = "application/json";

/** The routes for use. */
export const promptRoutes = {
  listPrompts: defineRoute({
    ...read,
    name: "listPrompts",
    path: "/v1/prompts",
    summary: "All families with their versions.",
    params: noParameters,
    responses: { 200: { description: "The list.", mediaType: json, schema: promptListWire } },
    problems: [],
  }),
  readVersion: defineRoute({
    ...read,
    name: "readVersion",
    path: "/v1/prompts/{family}/versions/{version}",
    summary: "The whole registered body of a version, as its content hash covers it.",
    params: versionParameters,
    responses: {
      200: { description: "The body.", mediaType: json, schema: registeredVersionWire },
    },
    problems: ["unknown_family", "unknown_version", "immutability_violation", "store_unavailable"],
  }),
  call: defineRoute({
    ...call,
    name: "call",
    path: "/v1/prompts/{family}/call",
    summary: "Runs a family's active version, or a pinned one.",
    body: callRequestWire,
    responses: { 200: { description: "A success.", mediaType: json, schema: callResultWire } },
    problems: [
      ...(["unknown_family", "unknown_version", "context_invalid", "template"] as const),
      ...(["attachment_invalid", "window_exceeded", "setting_refused"] as const),
      ...(["outcome_refused", "provider_failed", "unknown_provider", "unavailable"] as const),
    ],
  }),
  stream: defineRoute({
    ...call,
    name: "stream",
    path: "/v1/prompts/{family}/stream",
    summary: "Runs a version and streams its text as server-sent events.",
    body: streamRequestWire,
    responses: {
      200: {
        description: "Text deltas, then one `finish` or one `error` event.",
        mediaType: "text/event-stream",
        schema: streamEventWire,
      },
    },
    problems: [
      ...(["unknown_family", "unknown_version", "context_invalid", "template"] as const),
      ...(["attachment_invalid", "window_exceeded", "setting_refused"] as const),
      ...(["provider_failed", "unknown_provider", "unavailable"] as const),
    ],
  }),
  render: defineRoute({
    ...call,
    name: "render",
    path: "/v1/prompts/{family}/render",
    summary: "Renders the messages that a call would send, and sends nothing.",
    body: renderRequestWire,
    responses: {
      200: { description: "The messages.", mediaType: json, schema: renderedPromptWire },
    },
    problems: ["unknown_family", "unknown_version", "context_invalid", "template", "unavailable"],
  }),
};
