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
import type { FloorFigures } from "./floors.js";
import { describeFloor, findFloors, holdToFloors } from "./floors.js";
import type { GateVerdict } from "./gate-verdict.js";
import {
  describeSliceHarm,
  describeSmallSlices,
  findSlices,
  type SliceFigures,
} from "./harm/slices.js";
import {
  describeSpendingHarm,
  describeUnknownSpending,
  findSpending,
  type SpendingFigures,
} from "./harm/spending.js";
import {
  describeKinds,
  describeNotApplicable,
  findObstacles,
  isVendorsDoing,
  readTrials,
} from "./obstacles/find-obstacles.js";
import { splitAlpha } from "./split-alpha.js";
import { summariseSide } from "./summarise-side.js";

/**
 * The gate. `fail`: the candidate failed a must-pass eval, is shown to lie below a floor, or to be worse than the
 * baseline: by its mean score, on a protected slice, in cost or in duration, which share alpha. `pass`: nothing of that is
 * shown, and it is shown to be no worse than the margin. `inconclusive`: neither, or the run cannot carry a
 * verdict (stopped, a case twice, vendor errors in more than 5 % of the cases, any error of the candidate's own, fewer than
 * five clusters, an eval that applies to no answer of the candidate, or to one version only); it never counts as a pass. Throws `request_invalid` for a run of another suite.
 */
export function judge(run: PairedRun, suite: Suite): GateVerdict {
  requireSameSuite(run, suite);
  const { gate } = suite;
  const pairs = collectPairs(run.results);
  const candidates = run.results.map(({ id, tags, cluster, candidate: trials }) => ({
    id,
    tags,
    cluster,
    trials,
  }));
  const mustPassFailures = findMustPassFailures(candidates);
  const floors = findFloors(candidates, gate);
  const comparison = compare(pairs, suite);
  const slices = findSlices(run.results, gate);
  const spending = findSpending(run.results, gate);
  return {
    ...decide({ run, suite, pairs, comparison, mustPassFailures, floors, slices, spending }),
    isIncomplete: mustPassFailures.length === 0 && isVendorsDoing(run, pairs),
    figures: {
      total: run.total,
      missing: run.missing,
      lost: pairs.lost.length,
      notApplicable: pairs.notApplicable.length,
      oneSided: pairs.oneSided.length,
      repeats: suite.repeats,
      margin: gate.margin,
      alpha: gate.alpha,
      alphaShares: splitAlpha(gate),
      comparison,
      slices,
      spending,
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
  readonly slices: readonly SliceFigures[];
  readonly spending: readonly SpendingFigures[];
}

function decide(settings: DecideSettings): DecidedVerdict {
  const { run, suite, pairs, comparison, mustPassFailures, floors, slices, spending } = settings;
  const obstacles = [
    ...findObstacles(run, pairs),
    ...judgeObstacles(suite, run.judges),
    ...describeSmallSlices(slices, suite.gate),
    ...describeUnknownSpending(spending, suite.gate),
  ];
  if (mustPassFailures.length > 0) {
    return {
      verdict: "fail",
      reasons: [...mustPassFailures.map(describeMustPass), ...obstacles],
    };
  }
  if (comparison === null || obstacles.length > 0) {
    return { verdict: "inconclusive", reasons: obstacles };
  }
  const harms = [...describeSliceHarm(slices), ...describeSpendingHarm(spending)];
  const decided = decideVerdict(comparison, suite.gate, harms);
  const { verdict, reasons } = holdToFloors(decided, floors, describeGateFloor);
  const told = [...describeLeftOut(pairs, run.results.length), ...judgeNotes(suite, run.judges)];
  return { verdict, reasons: [...reasons, ...told] };
}

function describeLeftOut({ lost, notApplicable }: Pairs, cases: number) {
  return [
    ...(lost.length === 0
      ? []
      : [`${lost.length} of ${cases} cases are left out: ${describeKinds(readTrials(lost))}.`]),
    ...describeNotApplicable(notApplicable.length, cases),
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
