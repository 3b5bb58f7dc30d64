import { PromptrailError, type Suite } from "@promptrail/core";
import type { PairedRun } from "../runner/run-paired-eval.js";
import { collectPairs, type Pairs } from "./collect-pairs.js";
import { compareBinary } from "./compare-binary.js";
import { compareGraded } from "./compare-graded.js";
import type { Comparison } from "./comparison.js";
import { type DecidedVerdict, decideVerdict } from "./decide-verdict.js";
import { findMustPassFailures, type MustPassFailure } from "./find-must-pass-failures.js";
import { describeKinds, findObstacles } from "./find-obstacles.js";
import type { GateVerdict } from "./gate-verdict.js";
import { summariseSide } from "./summarise-side.js";

/**
 * The gate. `fail`: the candidate failed a must-pass eval, or harm is shown. `pass`: it is shown to be no worse
 * than the margin. `inconclusive`: neither, or the run cannot carry a verdict (stopped, too many errors, fewer
 * than five clusters); it never counts as a pass. Throws `request_invalid` for a run of another suite.
 */
export function judge(run: PairedRun, suite: Suite): GateVerdict {
  requireSameSuite(run, suite);
  const { gate } = suite;
  const pairs = collectPairs(run.results);
  const mustPassFailures = findMustPassFailures(run.results);
  const comparison = compare(pairs, suite);
  const lost = pairs.lost.length;
  return {
    ...decide({ run, suite, pairs, comparison, mustPassFailures }),
    figures: {
      total: run.total,
      missing: run.missing,
      lost,
      repeats: suite.repeats,
      margin: gate.margin,
      alpha: gate.alpha,
      comparison,
      mustPassFailures,
      candidate: summariseSide(
        run.results.map(({ cluster, candidate }) => ({ cluster, trials: candidate })),
      ),
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
}

function decide(settings: DecideSettings): DecidedVerdict {
  const { run, suite, pairs, comparison, mustPassFailures } = settings;
  const obstacles = findObstacles(run, pairs);
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
  const { lost } = pairs;
  return lost.length === 0
    ? decided
    : {
        ...decided,
        reasons: [
          ...decided.reasons,
          `${lost.length} of ${run.results.length} cases are left out: ${describeKinds(lost)}.`,
        ],
      };
}

function compare(pairs: Pairs, { gate }: Suite): Comparison | null {
  if (pairs.isBinary && !pairs.isClustered) {
    return pairs.differences.length < 2 ? null : compareBinary(pairs, gate);
  }
  const comparison = compareGraded(pairs, gate);
  return comparison.units < 2 ? null : comparison;
}

function describeMustPass({ eval: name, cases }: MustPassFailure): string {
  const shown = cases.slice(0, 5).join(", ");
  const more = cases.length > 5 ? ` and ${cases.length - 5} more` : "";
  return `Must-pass eval "${name}" failed on ${cases.length} ${cases.length === 1 ? "case" : "cases"}: ${shown}${more}.`;
}

function requireSameSuite(run: PairedRun, suite: Suite): void {
  if (run.suiteHash === suite.suiteHash && run.family === suite.family) return;
  throw new PromptrailError(
    "request_invalid",
    `The run belongs to another suite than that of family "${suite.family}" as it stands now. Run the eval again.`,
    { family: suite.family },
  );
}
