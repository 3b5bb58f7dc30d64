import type { Suite } from "@promptrail/core";
import { findDifferences, formatDifferences, toDifferenceReports } from "@promptrail/evals/run";
import type { EvalReportDocument } from "../../documents/eval-document.js";
import type { FoundEvaluation } from "../../project/evaluating/evaluate-each.js";
import type { Terminal } from "../../terminal.js";
import { toReportStyle } from "../report-style.js";

interface Differences {
  /** Of the candidate: the baseline's are in the data. */
  readonly lines: readonly string[];
  /** Left out where no judge stands beside another eval. */
  readonly json: Pick<Extract<EvalReportDocument, { readonly differ?: unknown }>, "differ">;
}

/** Where a suite's judges and the evals beside them differ, on the answers of each version that ran. */
export function describeDifferences(
  found: FoundEvaluation,
  evals: Suite["evals"],
  terminal: Terminal,
): Differences {
  const sides = readSides(found).map(({ side, title, cases }) => {
    return { side, title, differences: findDifferences(evals, cases) };
  });
  const reports = sides.flatMap(({ side, differences }) => toDifferenceReports(side, differences));
  const shown = sides.filter(({ side }) => side === "candidate");
  return {
    lines: formatDifferences({ sides: shown, style: toReportStyle(terminal) }),
    json: reports.length === 0 ? {} : { differ: reports.map((report) => ({ ...report })) },
  };
}

function readSides(found: FoundEvaluation) {
  const { candidate } = found;
  if (found.kind === "single") {
    return [{ side: "candidate", title: candidate.key, cases: found.run.results }] as const;
  }
  const { results } = found.run;
  const casesOf = (side: "candidate" | "baseline") =>
    results.map((result) => ({ id: result.id, trials: result[side] }));
  return [
    { side: "candidate", title: candidate.key, cases: casesOf("candidate") },
    { side: "baseline", title: found.baseline.key, cases: casesOf("baseline") },
  ] as const;
}
