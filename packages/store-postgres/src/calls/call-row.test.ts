import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import { type CallRow, fromCallRow } from "./call-row.js";

const earlier: CallRow["figures"] = {
  id: "1",
  family: "greeting",
  version: 1,
  contentHash: "sha256-0",
  revision: 1,
  stateSource: "store",
  degraded: null,
  pinned: false,
  lane: "production",
  shadowOf: null,
  startedAt: new Date(0).toISOString(),
  durationMs: 1,
  provider: "fake",
  requestedModel: "m",
  answeredModel: "m",
  outcome: "ok",
  success: true,
  usage: noUsage,
  cost: null,
  requestId: null,
  stopReason: null,
  warnings: [],
  error: null,
};

test("a call of an earlier build has none of what was kept later", () => {
  const body = { context: {}, messages: null, text: null, data: null };
  expect(fromCallRow({ figures: earlier, body }, true)).toEqual(plainCall({}));
});

test("a call whose body was dropped says so to who asks for it, and to nobody else", () => {
  const row = { figures: earlier, body: null };
  expect(fromCallRow(row, true).bodyLoss).toBe("expired");
  expect(fromCallRow(row, false).bodyLoss).toBeNull();
});
