import { expect, test } from "vitest";
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
