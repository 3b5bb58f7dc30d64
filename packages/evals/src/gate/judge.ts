import type { Suite } from "@promptrail/core";
import { judgeNotes, judgeObstacles } from "../judge/run/judge-obstacles.js";
import type { PairedRun } from "../runner/run-paired-eval.js";
import { collectPairs, type Pairs, requireSameSuite } from "./compare/collect-pairs.js";
import { compareBinary } from "./compare/compare-binary.js";
import { compareGraded } from "./compare/compare-graded.js";
import type { Comparison } from "./compare/comparison.js";
import { type DecidedVerdict, decideVerdict } from "./decide-verdict.js";
import {
  describeMustPass,
  findMustPassFailures,
  type MustPassFailure,
} from "./find-must-pass-failures.js";
import {
  describeKinds,
  describeNotApplicable,
  findObstacles,
  readTrials,
} from "./find-obstacles.js";
import type { FloorFigures } from "./floors.js";
import { describeFloor, findFloors, holdToFloors } from "./floors.js";
import type { GateVerdict } from "./gate-verdict.js";
import { summariseSide } from "./summarise-side.js";

/**
 * The gate. `fail`: the candidate failed a must-pass eval, is shown to lie below a floor, or to be worse than the
 * baseline. `pass`: it is shown to be no worse than the margin. `inconclusive`: neither, or the run cannot carry a
 * verdict (stopped, too many errors, fewer than five clusters, an eval that applies to no answer of the candidate, or
 * to one version only in too many cases); it never counts as a pass. Throws `request_invalid` for a run of another suite.
 */
export function judge(run: PairedRun, suite: Suite): GateVerdict {
  requireSameSuite(run, suite);
  const { gate } = suite;
  const pairs = collectPairs(run.results);
  const candidates = run.results.map(({ id, cluster, candidate: trials }) => ({
    id,
    cluster,
    trials,
  }));
  const mustPassFailures = findMustPassFailures(candidates);
  const floors = findFloors(candidates, gate);
  const comparison = compare(pairs, suite);
  return {
    ...decide({ run, suite, pairs, comparison, mustPassFailures, floors }),
    figures: {
      total: run.total,
      missing: run.missing,
      lost: pairs.lost.length,
      notApplicable: pairs.notApplicable.length,
      oneSided: pairs.oneSided.length,
      repeats: suite.repeats,
      margin: gate.margin,
      alpha: gate.alpha,
      comparison,
      mustPassFailures,
      floors,
      candidate: summariseSide(candidates),
      baseline: summariseSide(
        run.results.map(({ cluster, baseline }) => ({ cluster, trials: baseline })),
      ),
    },
  };
}

interface DecideSettings {
  readonly run: PairedRun;
  readonly suite: Suite;
  readonly pairs: Pairs;
  readonly comparison: Comparison | null;
  readonly mustPassFailures: readonly MustPassFailure[];
  readonly floors: readonly FloorFigures[];
}

function decide(settings: DecideSettings): DecidedVerdict {
  const { run, suite, pairs, comparison, mustPassFailures, floors } = settings;
  const obstacles = [...findObstacles(run, pairs), ...judgeObstacles(suite, run.judges)];
  if (mustPassFailures.length > 0) {
    return {
      verdict: "fail",
      reasons: [...mustPassFailures.map(describeMustPass), ...obstacles],
    };
  }
  if (comparison === null || obstacles.length > 0) {
    return { verdict: "inconclusive", reasons: obstacles };
  }
  const decided = decideVerdict(comparison, suite.gate);
  const { verdict, reasons } = holdToFloors(decided, floors, describeGateFloor);
  const told = [...describeLeftOut(pairs, run.results.length), ...judgeNotes(suite, run.judges)];
  return { verdict, reasons: [...reasons, ...told] };
}

function describeLeftOut({ lost, notApplicable, oneSided }: Pairs, cases: number) {
  return [
    ...(lost.length === 0
      ? []
      : [`${lost.length} of ${cases} cases are left out: ${describeKinds(readTrials(lost))}.`]),
    ...describeNotApplicable(notApplicable.length, cases),
    ...(oneSided.length === 0
      ? []
      : [
          `On ${oneSided.length} of ${cases} cases an eval applies to one version's answer only: it is left out of the comparison there.`,
        ]),
  ];
}

function describeGateFloor(floor: FloorFigures): string {
  return `${describeFloor(floor)} Floors and must-pass evals are not counted in alpha.`;
}

function compare(pairs: Pairs, { gate }: Suite): Comparison | null {
  if (pairs.isBinary && !pairs.isClustered) {
    return pairs.differences.length < 2 ? null : compareBinary(pairs, gate);
  }
  const comparison = compareGraded(pairs, gate);
  return comparison.units < 2 ? null : comparison;
}
