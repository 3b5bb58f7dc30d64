import { toProblem } from "@promptrail/http-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { boundProblem, largestProblem } from "../../src/problems/bound-problem.js";

const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.nat(9_000).map((length) => "\u0001😀".repeat(length)),
);

const data = fc.dictionary(
  text,
  fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 30 }), fc.object()),
);

test("a problem fits, says what it is, and is well-formed, whatever its error says", () => {
  fc.assert(
    fc.property(text, data, (message, members) => {
      const problem = toProblem({
        code: "request_invalid",
        message,
        data: JSON.parse(JSON.stringify(members)),
      });
      const bounded = boundProblem(problem);
      expect(sizeOf(bounded)).toBeLessThanOrEqual(largestProblem);
      const { type, title, status, code } = problem;
      expect(bounded).toMatchObject({ type, title, status, code });
      expect(bounded.detail.isWellFormed()).toBe(true);
      expect(bounded.detail.startsWith(message.slice(0, 500))).toBe(true);
      if (sizeOf(problem) <= largestProblem) expect(bounded).toEqual(problem);
    }),
  );
});

test("the small facts of a large problem stay, and the beginning of a large one", () => {
  const known = Array.from({ length: 9_000 }, (_, each) => `family_${each}`);
  const bounded = boundProblem(
    toProblem({ code: "unknown_family", message: "There is none.", data: { known, family: "x" } }),
  );
  expect(bounded).toMatchObject({ family: "x", cut: true, detail: "There is none." });
  const told = Object.values(bounded["known"] ?? []);
  expect(told.length).toBeGreaterThan(100);
  expect(told).toEqual(known.slice(0, told.length));
});
