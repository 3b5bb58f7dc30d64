import { z } from "zod";
import { components } from "../wire/fields.js";
import { readinessWire } from "../wire/status.js";
import { largestAnswers } from "./largest-answers.js";
import { noParameters } from "./parameters.js";
import { defineRoute } from "./route.js";

const open = {
  method: "get",
  scope: null,
  params: noParameters,
  query: noParameters,
  body: null,
  headers: [],
  largestAnswer: largestAnswers.fact,
  problems: [],
} as const;

const healthWire = z.object({ status: z.literal("ok") }).register(components, { id: "Health" });

const readiness = { mediaType: "application/json", schema: readinessWire } as const;

/** The routes that need no key. */
export const healthRoutes = {
  healthz: defineRoute({
    ...open,
    name: "healthz",
    path: "/healthz",
    summary: "Answers 200 while the process runs.",
    responses: {
      200: { description: "The process runs.", mediaType: "application/json", schema: healthWire },
    },
  }),
  readyz: defineRoute({
    ...open,
    name: "readyz",
    path: "/readyz",
    summary: "Tells whether the process knows what is live, and from which source.",
    responses: {
      200: {
        ...readiness,
        description: "The process serves calls; `degraded` and `problems` list what is wrong.",
      },
      503: {
        ...readiness,
        description: "The store cannot be reached, and the process has no earlier state of it.",
      },
    },
  }),
  openapi: defineRoute({
    ...open,
    name: "openapi",
    path: "/openapi.json",
    summary: "This document.",
    responses: {
      200: { description: "OpenAPI 3.1.", mediaType: "application/json", schema: null },
    },
  }),
};
