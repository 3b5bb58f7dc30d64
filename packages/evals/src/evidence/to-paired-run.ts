import type { Case, Suite } from "@promptrail/core";
import type { EvidenceRun, ScoredAnswer, ScoredCase } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import { surveyDataset } from "../datasets/survey-dataset.js";
import type { PairedCaseResult, Trial } from "../runner/case-result.js";
import type { PairedRun } from "../runner/run-paired-eval.js";
import { type RefuseEvidence, refusing } from "./refuse-evidence.js";
import { toTrial } from "./to-trial.js";

export interface ToPairedRunSettings {
  readonly run: EvidenceRun;
  /** Whose cases it must have, all of them. */
  readonly suite: Suite;
  readonly declaresTools: { readonly candidate: boolean; readonly baseline: boolean };
}

/**
 * A comparison that was brought, as its run had it. What its cases are is read from the dataset, and what its evals
 * are from the suite.
 *
 * @throws PromptrailError `evidence_refused` where it is of another suite or dataset, or where no complete run of
 * them has such cases; `dataset_invalid`.
 */
export async function toPairedRun(settings: ToPairedRunSettings): Promise<PairedRun> {
  const { run, suite } = settings;
  const { family, suiteHash, datasetHash, earlier } = run;
  const refuse = refusing(run);
  if (suiteHash !== suite.suiteHash) throw refuse.other("suite", suiteHash, suite.suiteHash);
  const known = new Map<string, Case>();
  const { hash, size } = await surveyDataset(suite.dataset, (each) => known.set(each.id, each));
  if (datasetHash !== hash) throw refuse.other("dataset", datasetHash, hash);
  requireCases(run.cases, known, refuse);
  requireEarlier(run, refuse);
  const results = run.cases
    .map((scored, at) => toResult(scored, known, { ...settings, refuse, place: `cases[${at}]` }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const made: PairedRun = { family, suiteHash, datasetHash, total: size, missing: 0, results };
  const judged = run.judges === undefined ? made : { ...made, judges: run.judges };
  return earlier === undefined ? judged : { ...judged, earlier: omitUndefined({ ...earlier }) };
}

/** All of them, each once: who leaves out a case, or counts it twice, has another mean. */
function requireCases(
  cases: readonly ScoredCase[],
  known: ReadonlyMap<string, Case>,
  refuse: RefuseEvidence,
): void {
  const seen = new Set<string>();
  for (const { id } of cases) {
    if (!known.has(id)) throw refuse.cases([id], "not in the dataset");
    if (seen.has(id)) throw refuse.cases([id], "there twice");
    seen.add(id);
  }
  const missing = [...known.keys()].filter((id) => !seen.has(id));
  if (missing.length > 0) throw refuse.cases(missing, "missing");
}

/** No more than came, and none that is later than the end. */
function requireEarlier(run: EvidenceRun, refuse: RefuseEvidence): void {
  const { earlier, cases, ranAt, judges = [] } = run;
  for (const { eval: name, earlier: told } of judges) {
    if (told === undefined || told.oldestAt <= ranAt) continue;
    throw refuse.because(
      `it ended at ${ranAt.toISOString()}, but judge "${name}" is said to have answered in earlier runs at ${told.oldestAt.toISOString()}.`,
    );
  }
  for (const side of ["candidate", "baseline"] as const) {
    const told = earlier?.[side];
    if (told === undefined) continue;
    const { cases: count, answers, oldestAt } = told;
    const came = cases.map((each) => each[side].filter(({ outcome }) => outcome !== null).length);
    const answered = came.filter((each) => each > 0).length;
    const all = came.reduce((sum, each) => sum + each, 0);
    if (count <= answered && count <= answers && answers <= all && oldestAt <= ranAt) continue;
    throw refuse.because(
      `its ${side} has ${all} answers to ${answered} cases, and it ended at ${ranAt.toISOString()}, but ${answers} answers to ${count} cases are said to be of earlier runs since ${oldestAt.toISOString()}.`,
    );
  }
}

interface Placed extends ToPairedRunSettings {
  readonly refuse: RefuseEvidence;
  readonly place: string;
}

function toResult(
  { id, candidate, baseline }: ScoredCase,
  known: ReadonlyMap<string, Case>,
  placed: Placed,
): PairedCaseResult {
  const { tags = [], cluster = null } = known.get(id) ?? {};
  return {
    id,
    tags,
    cluster,
    candidate: toTrials(candidate, "candidate", placed),
    baseline: toTrials(baseline, "baseline", placed),
  };
}

function toTrials(
  answers: readonly ScoredAnswer[],
  side: "candidate" | "baseline",
  { suite, declaresTools, refuse, place }: Placed,
): readonly Trial[] {
  const { repeats } = suite;
  if (answers.length !== repeats) {
    throw refuse.at(
      `${place}.${side}`,
      `it has ${answers.length} answers, but the suite asks for ${repeats}`,
    );
  }
  return answers.map((answer, at) => {
    const trial = toTrial(answer, { suite, declaresTools: declaresTools[side] });
    if (typeof trial !== "string") return trial;
    throw refuse.at(`${place}.${side}[${at}]`, `the answer ${trial}`);
  });
}
