import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coversFamily, familyGlob } from "../../src/portable.js";

const letters = ["a", "b", "_"];
const name = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 8 });
const glob = fc.string({ unit: fc.constantFrom(...letters, "*"), minLength: 1, maxLength: 6 });

/** What a glob means, said by the engine of regular expressions. */
const toPattern = (text: string) => new RegExp(`^${text.replaceAll("*", ".*")}$`);

describe("a glob of families", () => {
  test.each([
    ["*", "fraud_score", true],
    ["fraud_score", "fraud_score", true],
    ["fraud_score", "fraud_scores", false],
    ["fraud_*", "fraud_score", true],
    ["fraud_*", "fraud_", true],
    ["fraud_*", "product_fraud_score", false],
    ["*_score", "fraud_score", true],
    ["*_score", "fraud_score_2", false],
    ["f*d*e", "fraud_score", true],
    ["aa*aa", "aaa", false],
    ["a*b*b", "ab", false],
    ["fraud.score", "fraud_score", false],
  ])("%s and the family %s: %s", (each, family, covered) => {
    expect(coversFamily(["other", each], family)).toBe(covered);
  });

  test("covers what it covers as a pattern", () => {
    fc.assert(
      fc.property(glob, name, (each, family) => {
        expect(coversFamily([each], family)).toBe(toPattern(each).test(family));
      }),
      { numRuns: 2_000 },
    );
  });

  test("covers another glob only where it covers all that the other covers", () => {
    fc.assert(
      fc.property(
        glob,
        glob,
        fc.array(name, { minLength: 20, maxLength: 20 }),
        (wide, narrow, families) => {
          fc.pre(coversFamily([wide], narrow));
          for (const family of families) {
            if (coversFamily([narrow], family)) expect(coversFamily([wide], family)).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("does not cover a glob that covers more", () => {
    fc.assert(
      fc.property(glob, glob, (wide, narrow) => {
        fc.pre(!coversFamily([wide], narrow));
        // A letter that neither of them names stands for all that a `*` may be.
        expect(coversFamily([wide], narrow.replaceAll("*", "z"))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is judged at once, however many stars it has", () => {
    const stars = "a*".repeat(30);
    expect(familyGlob.test(stars)).toBe(true);
    expect(coversFamily([`${stars}b`], "a".repeat(60_000))).toBe(false);
  });

  test.each(["", "Fraud", "fraud-*", "1*", "a".repeat(64), "fraud *", "{a,b}"])(
    "is not what %j is",
    (text) => {
      expect(familyGlob.test(text)).toBe(false);
    },
  );
});
