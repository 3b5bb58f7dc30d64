import fc from "fast-check";
import { expect, test } from "vitest";
import { plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { noUsage } from "../provider/token-usage.js";
import type { Attempt } from "./attempt.js";
import { estimateBytes } from "./estimate-bytes.js";
import { estimateRecordBytes } from "./estimate-record-bytes.js";

const long = fc.nat(200_000).map((length) => "x".repeat(length));
const text = fc.oneof(fc.string(), long);
const maybe = fc.option(text, { nil: null });
const object = fc.dictionary(fc.string(), fc.oneof(text, fc.array(text), fc.integer()));
const warnings = fc.array(fc.record({ setting: fc.string(), reason: text }));

const attempt = fc.record({ requestId: maybe, failure: maybe }).map(
  (changes): Attempt => ({
    ...changes,
    provider: "claude",
    model: "claude-sonnet-5",
    fallback: false,
    startedAt: new Date(0),
    latencyMs: 1,
    outcome: null,
    usage: { ...noUsage },
    cost: null,
    pricesAsOf: null,
  }),
);

const record = fc
  .record({
    text: maybe,
    context: object,
    data: fc.option(object, { nil: null }),
    error: fc.option(object, { nil: null }),
    warnings,
    attempts: fc.array(attempt, { maxLength: 9 }),
    requestId: maybe,
    stopReason: maybe,
    answeredModel: maybe,
    degraded: maybe,
  })
  .map((changes) => plainRecord(changes));

test("a record counts about as what is counted member by member, whoever made it long", () => {
  fc.assert(
    fc.property(record, (each) => {
      const share = estimateRecordBytes(each) / estimateBytes(each);
      expect(share).toBeGreaterThan(0.8);
      // Texts that vendors make count as if each character took two bytes.
      expect(share).toBeLessThan(2.2);
    }),
  );
});
