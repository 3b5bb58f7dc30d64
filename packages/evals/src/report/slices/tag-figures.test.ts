import fc from "fast-check";
import { expect, test } from "vitest";
import { scriptTrial } from "../../fixtures/scripted-run.js";
import { describeWideInterval, findShownTags } from "./shown-tags.js";
import { findTagDifferences, findTagRates } from "./tag-figures.js";

const pair = (at: number, candidate: number, baseline: number, tags: readonly string[]) => ({
  id: `case-${at}`,
  tags,
  cluster: null,
  candidate: [scriptTrial(candidate)],
  baseline: [scriptTrial(baseline)],
});

test("a tag that is worse is shown among many that are not, and the one with most cases is first", () => {
  const results = Array.from({ length: 200 }, (_, at) =>
    pair(at, at % 10 === 0 && at < 100 ? 0 : 1, 1, [
      `tag-${at % 10}`,
      ...(at < 100 ? ["first"] : []),
    ]),
  );
  const tags = findTagDifferences(results);
  expect(tags[0]).toMatchObject({ tag: "first", n: 100, shown: "worse" });
  const worse = tags.find(({ tag }) => tag === "tag-0");
  // 10 of 20 pairs were lost: McNemar's p is .002, among 11 tags .011.
  expect(worse).toMatchObject({ n: 20, shown: "worse", difference: { value: -0.5 } });
  expect(worse?.difference?.upper).toBeLessThan(0);
  expect(tags.filter(({ shown }) => shown !== null)).toHaveLength(2);
});

test("a slice whose interval holds 0 is not called worse, however small its p; a protected one says why", () => {
  // 7 of 60 clear losses and nothing else: the sign-flip test has p = .016, the interval of so few holds 0.
  const results = Array.from({ length: 60 }, (_, at) =>
    pair(at, at < 7 ? 0.25 : 0.5, 0.5, ["chat"]),
  );
  const [tag] = findTagDifferences(results);
  expect(tag?.difference?.value).toBeLessThan(0);
  expect(tag?.difference?.upper).toBeGreaterThan(0);
  expect(tag?.shown).toBeNull();
  const slice = { slice: "chat", n: 60, units: 60, difference: -0.03, harmP: 1 / 128 };
  const judged = findShownTags(results, [{ ...slice, isWorse: true }]);
  expect(judged).toMatchObject([{ said: "worse (gate)", stand: "worse" }]);
  expect(describeWideInterval(judged)).toContain('so that of "chat" holds 0.');
  expect(findShownTags(results, [{ ...slice, isWorse: false }])).toMatchObject([
    { said: "no harm shown (gate)", stand: "plain" },
  ]);
  expect(describeWideInterval(findShownTags(results, []))).toBeNull();
});

test("the sides swapped are the signs swapped, and the order of the cases does not matter", () => {
  const rows = fc.array(fc.tuple(fc.constantFrom(0, 0.5, 1), fc.constantFrom(0, 0.5, 1)), {
    minLength: 6,
  });
  fc.assert(
    fc.property(rows, (list) => {
      const results = list.map(([one, other], at) => pair(at, one, other, [`tag ${at % 2}`]));
      const swapped = list.map(([one, other], at) => pair(at, other, one, [`tag ${at % 2}`]));
      const there = findTagDifferences(results);
      // Sums in another order differ in the last bit.
      const plain = (tags: typeof there) =>
        JSON.stringify(tags, (_, value) =>
          typeof value === "number" ? Number(value.toFixed(9)) + 0 : value,
        );
      expect(plain(findTagDifferences(results.toReversed()))).toBe(plain(there));
      for (const [at, back] of findTagDifferences(swapped).entries()) {
        expect(back.difference?.value).toBeCloseTo(-(there[at]?.difference?.value ?? 0), 9);
        expect(back.difference?.lower).toBeCloseTo(-(there[at]?.difference?.upper ?? 0), 9);
        expect([back.shown, there[at]?.shown]).not.toEqual(["worse", "worse"]);
      }
    }),
    { numRuns: 40 },
  );
});

test("of many cases with a graded score the difference is shown, and nothing where all are alike", () => {
  const results = Array.from({ length: 600 }, (_, at) =>
    pair(at, at % 3 === 0 ? 0.5 : 0.75, 0.75, ["a"]),
  );
  expect(findTagDifferences(results)).toMatchObject([{ tag: "a", n: 600, shown: "worse" }]);
  const alike = results.map((_, at) => pair(at, 0.5, 0.5, ["a"]));
  expect(findTagDifferences(alike)).toMatchObject([
    { n: 600, difference: { value: 0 }, shown: null },
  ]);
});

test("of one version each tag has its pass rate, and a tag without a score none", () => {
  const results = [
    { ...pair(0, 1, 1, ["a"]), trials: [scriptTrial(1)] },
    { ...pair(1, 1, 1, ["a", "b"]), trials: [] },
  ];
  expect(findTagRates(results)).toMatchObject([
    { tag: "a", n: 1, passRate: { value: 1 } },
    { tag: "b", n: 0, passRate: null },
  ]);
});
