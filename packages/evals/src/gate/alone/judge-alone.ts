import type { Suite } from "@promptrail/core";
import { judgeNotes, judgeObstacles } from "../../judge/run/judge-obstacles.js";
import { isErrored, isNotApplicable } from "../../runner/case-result.js";
import type { EvalRun } from "../../runner/run-eval.js";
import { requireSameSuite } from "../compare/collect-pairs.js";
import { describeMustPass, findMustPassFailures } from "../find-must-pass-failures.js";
import { describeFloor, findFloors, holdToFloors } from "../floors.js";
import { describeSilent } from "../obstacles/describe-silent.js";
import {
  describeCount,
  describeLost,
  describeMissing,
  describeNotApplicable,
  describeUnrunnable,
  isOwnError,
} from "../obstacles/find-obstacles.js";
import type { AloneVerdict } from "./alone-verdict.js";

/**
 * What can be said of one version without a baseline. `fail`: it failed a must-pass eval, or is shown to lie below
 * a floor. `inconclusive`: the run was stopped, errors took too much of it, an eval applies
 * to no answer, or nothing passed and there are too few cases to show more. `pass`: neither. Throws `request_invalid` for a run of another suite.
 */
export function judgeAlone(run: EvalRun, suite: Suite): AloneVerdict {
  requireSameSuite(run, suite);
  const mustPassFailures = findMustPassFailures(run.results);
  const floors = findFloors(run.results, suite.gate);
  const obstacles = [...findObstacles(run), ...judgeObstacles(suite, run.judges)];
  const judged = { mustPassFailures, floors };
  if (mustPassFailures.length > 0) {
    const reasons = [...mustPassFailures.map(describeMustPass), ...obstacles];
    return { verdict: "fail", reasons, ...judged };
  }
  if (obstacles.length > 0) return { verdict: "inconclusive", reasons: obstacles, ...judged };
  const { verdict, reasons } = holdToFloors(
    { verdict: "pass", reasons: [] },
    floors,
    describeFloor,
  );
  const silent = run.results.filter(({ trials }) => isNotApplicable(trials)).length;
  const leftOut = describeNotApplicable(silent, run.results.length);
  const told = [...leftOut, ...judgeNotes(suite, run.judges)];
  return { verdict, reasons: [...reasons, ...told], ...judged };
}

function findObstacles(run: EvalRun): readonly string[] {
  const lost = run.results.filter(({ trials }) => isErrored(trials));
  const own = lost.filter(({ trials }) => trials.some(isOwnError));
  return [
    ...describeMissing(run),
    ...describeCount(run),
    ...describeLost(
      lost.length,
      run.results.length,
      lost.flatMap(({ trials }) => trials),
    ),
    ...describeUnrunnable(
      "the version",
      own.length,
      own.flatMap(({ trials }) => trials),
    ),
    ...describeSilent(
      "the version",
      run.results.map(({ trials }) => trials),
      run.judges,
    ),
    ...(run.total === 0 ? ["The dataset has no cases, so nothing was judged."] : []),
  ];
}
