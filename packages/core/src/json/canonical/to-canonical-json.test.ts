import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCanonicalJson } from "./to-canonical-json.js";

/** Names whose order differs between numbers, code units and code points. */
const name = fc.oneof(
  fc.constantFrom("a", "b", "10", "9", "A", "", "toJSON", "__proto__", "\uE000", "😀"),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const leaf = fc.oneof(
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, "\uD800", 1e21, 5e-324),
  fc.date({ noInvalidDate: true }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, tie("list"), tie("record")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  record: fc
    .tuple(fc.array(fc.tuple(name, tie("value")), { maxLength: 4 }), fc.boolean())
    .map(([entries, isSorted]) =>
      Object.fromEntries(
        isSorted ? entries.sort(([left], [right]) => (left < right ? -1 : 1)) : entries,
      ),
    ),
}));

function outcome(write: (value: unknown) => string | undefined, each: unknown) {
  try {
    return { text: write(each) };
  } catch {
    return "refused";
  }
}

describe("canonical JSON", () => {
  test("is what the library writes, whether keys are in order or not", () => {
    fc.assert(
      fc.property(value, (each) => {
        expect(outcome(toCanonicalJson, each)).toEqual(outcome(canonicalize, each));
      }),
      { numRuns: 5_000 },
    );
  });

  test("of what holds itself is refused", () => {
    const own: Record<string, unknown> = { a: 1 };
    own["b"] = own;
    expect(() => toCanonicalJson(own)).toThrow("Circular");
  });
});
