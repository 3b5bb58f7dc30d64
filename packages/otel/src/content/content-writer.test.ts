import { createRedactor } from "@promptrail/core/privacy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createContentWriter, margin, mostContent } from "./content-writer.js";

const redact = createRedactor();
const mark = "…";

test("what fits is redacted and whole", () => {
  const write = createContentWriter(redact);
  expect(write.text("To ada@example.com.")).toBe("To [email].");
  expect(write.json({ to: "ada@example.com", count: 2 })).toEqual({ to: "[email]", count: 2 });
});

test("no part of a secret stands at a cut, wherever that falls", () => {
  // What is redacted is shorter than it was: then what was read last would come into view.
  const filler = fc.constantFrom("x ", "y@example.com ");
  const at = fc.oneof(
    fc.integer({ min: mostContent - 60, max: mostContent + 10 }),
    fc.integer({ min: mostContent + margin - 60, max: mostContent + margin + 10 }),
  );
  const rest = fc.constantFrom(0, 10, 20_000);
  fc.assert(
    fc.property(filler, at, rest, (unit, length, after) => {
      const write = createContentWriter(redact);
      const before = unit.repeat(length / unit.length);
      const written = write.text(`${before} ada.lovelace@example.com ${"z ".repeat(after)}`);
      expect(written.length).toBeLessThanOrEqual(mostContent + 1);
      expect(written).not.toContain("ada");
      expect(written.length).toBeGreaterThan(20_000);
    }),
    { numRuns: 25 },
  );
});

test("all texts of a call share the room, and JSON that has none is left out as a whole", () => {
  const write = createContentWriter(redact);
  const half = "x ".repeat(mostContent / 4);
  expect(write.text(half)).toBe(half);
  expect(write.json({ text: "y ".repeat(mostContent) })).toBe(mark);
  expect(write.json({ a: 1 })).toEqual({ a: 1 });
  expect(write.text(half)).toHaveLength(half.length - '{"a":1}'.length + mark.length);
  expect([write.text("more"), write.json({})]).toEqual([mark, mark]);
});
