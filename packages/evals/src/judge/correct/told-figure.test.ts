import { expect, test } from "vitest";
import { toJudgeReports } from "../../report/json/to-judge-reports.js";
import { formatJudges } from "../../report/terminal/format-judges.js";

const estimate = { value: 0.5, lower: 0.25, upper: 0.75, lambda: 0.5, labelled: 20, cases: 40 };
const figures = {
  eval: "reads_well",
  rubric: "judge_v1",
  rubricHash: "sha256-1",
  provider: "maker",
  model: "maker-1",
  cardHash: null,
  calls: 1,
  cost: 0.01,
  verdicts: 1,
  unscored: 0,
  flips: null,
  attacks: { planted: 5, succeeded: [], problem: null },
  sameFamily: false,
  corrected: { kind: "corrected", ...estimate },
} as const;

test("a corrected figure says whether it is a difference or a mean score, and of what", () => {
  const tail = "(95 %), 20 of 40 cases labelled, λ 0.50";
  expect(formatJudges([figures], null)[1]).toBe(
    `  Corrected by people, of eval reads_well only: the candidate's mean score less the baseline's is +50.0 points [+25.0 points, +75.0 points] ${tail}`,
  );
  expect(formatJudges([figures], "note_v2")[1]).toBe(
    `  Corrected by people, of eval reads_well only: the mean score of note_v2 is 0.500 [0.250, 0.750] ${tail}`,
  );
  const of = { figure: "mean_score", model: "maker-2" } as const;
  expect(toJudgeReports([figures], of).judges?.[0]?.corrected).toMatchObject({ of });
});
