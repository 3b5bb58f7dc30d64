import { expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import type { LoggedCall } from "../call-log/logged-call.js";
import { createMemoryCallLog } from "../memory/memory-call-log.js";
import { estimateBytes } from "./estimate-bytes.js";

test("a text counts by its characters, twice where they are not all Latin-1", () => {
  const text = "é".repeat(10_000);
  expect(estimateBytes(text)).toBeCloseTo(10_000, -2);
  expect(estimateBytes(`${text}€`)).toBeCloseTo(20_000, -2);
});

test("many small parts count by what they take in memory, not by their JSON", () => {
  const parts = Array.from({ length: 1_000 }, () => ({}));
  expect(estimateBytes(parts)).toBeGreaterThan(10 * JSON.stringify(parts).length);
});

test("a part that stands in two places counts once, and one that holds itself has an end", () => {
  const part: Record<string, unknown> = { text: "x".repeat(1_000) };
  expect(estimateBytes([part, part])).toBeLessThan(2_000);
  part["self"] = part;
  expect(estimateBytes(part)).toBeLessThan(2_000);
});

test("the call log in memory keeps the newest calls that fit", async () => {
  const log = createMemoryCallLog();
  const megabyte = 1_000_000;
  for (let number = 1; number <= 100; number += 1) {
    await log.append([toRecord(String(number), "x".repeat(megabyte))]);
  }
  const kept = await log.read({ limit: 1_000 });
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.length).toBeLessThan(65);
  expect(kept.map(({ id }) => id)).toContain("100");
});

function toRecord(id: string, text: string): LoggedCall {
  return plainCall({ id, text });
}
