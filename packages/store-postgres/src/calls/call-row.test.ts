import type { CallRecord } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { fromCallRow } from "./call-row.js";

type Later =
  | ("data" | "startedAt" | "attempts" | "fallback" | "headroom")
  | ("attachments" | "runId" | "step");

const older: Omit<CallRecord, Later> = {
  id: "1",
  family: "greeting",
  version: 1,
  contentHash: "sha256-1",
  revision: 1,
  stateSource: "store",
  degraded: null,
  pinned: false,
  lane: "production",
  shadowOf: null,
  durationMs: 1,
  context: {},
  provider: "fake",
  requestedModel: "m",
  answeredModel: "m",
  outcome: "ok",
  success: true,
  text: "Hi.",
  usage: noUsage,
  cost: null,
  requestId: null,
  stopReason: null,
  warnings: [],
  error: null,
};

test("a record from before data, attachments, attempts, fallbacks, runs and headroom were kept has none", () => {
  const startedAt = new Date(0);
  const record = { ...older, startedAt: startedAt.toISOString() };
  expect(fromCallRow({ record })).toEqual({
    ...older,
    startedAt,
    data: null,
    attachments: [],
    attempts: [],
    fallback: false,
    runId: null,
    step: null,
    headroom: null,
  });
});
