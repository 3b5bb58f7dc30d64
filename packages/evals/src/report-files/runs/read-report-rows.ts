import type { Case, Suite } from "@promptrail/core";
import type { Evaluation } from "../../evaluate/evaluation.js";
import { findWorstCases } from "../../report/answers/worst-cases.js";
import { readRows } from "../../report/read-failures.js";

/** Of one run. More nobody reads; `--json` has all. */
export const mostShownCases = 200;

/** The dataset's rows of the cases that a report shows. Throws `dataset_invalid`. */
export function readReportRows(
  { dataset }: Pick<Suite, "dataset">,
  { run }: Pick<Evaluation, "run">,
): Promise<ReadonlyMap<string, Case>> {
  const shown = findWorstCases(run.results).slice(0, mostShownCases);
  return readRows(dataset.read(), new Set(shown.map(({ id }) => id)));
}
