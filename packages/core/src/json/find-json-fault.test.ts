import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonFault } from "./find-json-fault.js";

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test("finds a fault in exactly those texts that are no JSON", () => {
  const edit = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 3 }),
    put: fc.string({ maxLength: 3 }),
  });
  const signs = fc.string({
    unit: fc.constantFrom(...Array.from('{}[],:"\\ 0-1.eEtrufals\n\t')),
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), edit, signs, (json, { at, cut, put }, odd) => {
      const place = json.length === 0 ? 0 : at % json.length;
      for (const text of [
        json,
        odd,
        json.slice(0, place) + put + json.slice(place + cut),
        json.slice(0, place) + odd + json.slice(place),
      ]) {
        expect([text, findJsonFault(text) === null]).toEqual([text, isJson(text)]);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['{\n  "a": 1,\n  "b": 2,\n}', 4, 1],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['{\r\n  "a": nul\r\n}', 2, 8],
  ['{\n  "a": "x\ny"\n}', 2, 8],
  ["{}\n{}", 2, 1],
  ['{\n<<<<<<< HEAD\n  "a": 1\n}', 2, 1],
  ["", 1, 1],
])("%j is no JSON from line %i, column %i", (text, line, column) => {
  expect(findJsonFault(text)).toEqual({ line, column });
});

test("takes as long as the text is", () => {
  const deep = "[".repeat(200_000);
  expect(findJsonFault(deep)).toEqual({ line: 1, column: 200_001 });
  expect(findJsonFault(`"${"x".repeat(1_000_000)}`)).toEqual({ line: 1, column: 1 });
});
