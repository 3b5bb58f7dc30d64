import { PromptrailError, ProviderError } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { answerToPairSide, errorToPairSide, recordToPairSide } from "./to-pair-side.js";

const startedAt = new Date("2026-05-06T07:08:09.123Z");
const attempt = {
  provider: "simulated",
  model: "simulated-small",
  fallback: false,
  startedAt,
  outcome: "ok",
  failure: null,
  requestId: null,
  usage: noUsage,
  cost: null,
  pricesAsOf: null,
} as const;

const record = plainRecord({
  startedAt,
  provider: "simulated",
  durationMs: 5_000,
  text: "A lamp.",
  attempts: [
    { ...attempt, outcome: null, failure: "overloaded", latencyMs: 4_000 },
    { ...attempt, latencyMs: 700 },
  ],
});

test("a record's latency is that of the attempt that answered, and its duration where none was kept", () => {
  expect(recordToPairSide(record)).toMatchObject({
    text: "A lamp.",
    latencyMs: 700,
    failure: null,
  });
  expect(recordToPairSide({ ...record, attempts: [] }).latencyMs).toBe(5_000);
  expect(recordToPairSide({ ...record, fallback: true }).fallback).toBe(true);
});

test("an answer that the log does not keep is not an empty one", () => {
  expect(recordToPairSide({ ...record, text: null })).toMatchObject({ text: null, failure: null });
  expect(recordToPairSide({ ...record, text: "" }).text).toBe("");
});

const failed = { ...record, outcome: null, success: false, text: null, fallback: false };

test.each([
  [{ code: "provider_failed", message: "", data: { kind: "overloaded" } }, "overloaded", "vendor"],
  [{ code: "provider_failed", message: "", data: { kind: "quota" } }, "quota", "vendor"],
  [{ code: "provider_failed", message: "" }, "provider_failed", "vendor"],
  [{ code: "provider_failed", data: { kind: "bad_request" } }, "bad_request", "version"],
  [{ code: "provider_failed", data: { kind: "cancelled" } }, "cancelled", "other"],
  [{ code: "template", message: "", data: {} }, "template", "version"],
  [{ code: "unavailable", message: "" }, "unavailable", "other"],
  [{ code: "unexpected", message: "" }, "unexpected", "version"],
  [{}, "unexpected", "version"],
  [null, "unexpected", "version"],
] as const)("a record's error %j is a failure of the kind %s: %s", (error, kind, fault) => {
  const side = recordToPairSide({ ...failed, error });
  expect(side).toMatchObject({ failure: { kind, fault }, text: "", latencyMs: null });
});

test("what a run returns or throws is a side, too; what it leaves out is unknown", () => {
  const { toolCalls, ...side } = answerToPairSide(scriptAnswer("A lamp.", { durationMs: 12 }));
  expect(side).toMatchObject({ text: "A lamp.", latencyMs: 12, cost: 0.001, failure: null });
  expect(toolCalls).toEqual([]);
  const { usage, cost } = answerToPairSide(scriptAnswer("", { cost: Number.NaN }));
  expect([cost, usage.cacheRead]).toEqual([null, null]);
  const overloaded = new ProviderError({ kind: "timeout", provider: "simulated", reason: "Late." });
  expect(errorToPairSide(overloaded).failure).toEqual({ kind: "timeout", fault: "vendor" });
  const template = new PromptrailError("template", "No such variable.");
  expect(errorToPairSide(template).failure).toEqual({ kind: "template", fault: "version" });
  expect(errorToPairSide(new TypeError("x")).failure?.fault).toBe("version");
});
