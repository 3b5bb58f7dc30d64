import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../fixtures/create-random.js";
import { type RepeatedScores, splitVariance } from "./split-variance.js";

const noJudge = (scores: readonly number[]): RepeatedScores => {
  return { scores, judgeVariances: scores.map(() => null) };
};

/** The mean squares of a balanced table, as a book has them. */
function anova(table: readonly (readonly number[])[]) {
  const [n, k] = [table.length, table[0]?.length ?? 0];
  const grand = table.flat().reduce((sum, value) => sum + value, 0) / (n * k);
  let [ofCases, ofAnswers] = [0, 0];
  for (const row of table) {
    const centre = row.reduce((sum, value) => sum + value, 0) / k;
    ofCases += k * (centre - grand) ** 2;
    for (const value of row) ofAnswers += (value - centre) ** 2;
  }
  return { cases: ofCases / (n - 1), answers: ofAnswers / (n * (k - 1)), k };
}

test("is the analysis of variance where each case has as many answers", () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((k) => fc.array(fc.array(score, { minLength: k, maxLength: k }), { minLength: 2 }));
  fc.assert(
    fc.property(table, (rows) => {
      const parts = splitVariance(rows.map(noJudge));
      const { cases, answers, k } = anova(rows);
      expect(parts?.samples).toBeCloseTo(answers, 10);
      expect(parts?.cases).toBeCloseTo(Math.max(0, (cases - answers) / k), 10);
      expect(parts?.judge).toBeNull();
    }),
  );
});

test("finds the parts of scores that were made of them, with cases of one to four answers", () => {
  const random = createRandom(7);
  // The sum of 12 uniform numbers less 6 has variance 1.
  const draw = (sd: number) =>
    sd * (Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, 0) - 6);
  const cases = Array.from({ length: 40_000 }, (_, at): RepeatedScores => {
    const ofCase = draw(0.3);
    const answers = Array.from({ length: 1 + (at % 4) }, () => {
      const ofAnswer = draw(0.2);
      const verdicts = Array.from({ length: 3 }, () => draw(0.15));
      const centre = verdicts.reduce((sum, value) => sum + value, 0) / 3;
      const spread = verdicts.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 2;
      return { score: ofCase + ofAnswer + centre, judge: spread / 3 };
    });
    return {
      scores: answers.map(({ score }) => score),
      judgeVariances: answers.map(({ judge }) => judge),
    };
  });
  const parts = splitVariance(cases);
  expect(parts?.cases).toBeCloseTo(0.09, 2);
  expect(parts?.samples).toBeCloseTo(0.04, 2);
  expect(parts?.judge).toBeCloseTo(0.0225 / 3, 3);
});

test("says what is not known", () => {
  expect(splitVariance([noJudge([1])])).toBeNull();
  expect(splitVariance([noJudge([1]), noJudge([])])).toBeNull();
  expect(splitVariance([noJudge([1]), noJudge([0])])).toEqual({
    cases: 0.5,
    samples: null,
    judge: null,
  });
});
