import type { Case, Eval, Verdict } from "@promptrail/core";
import type { Evaluation } from "../../evaluate/evaluation.js";
import { describeOthers } from "../../evaluate/keep-in-store.js";
import type { LedgerChange } from "../../ledger/diff-ledger.js";
import type { LedgerSide } from "../../ledger/present/format-ledger.js";

/** What the content of a version changed, as two texts of lines. */
export interface PromptChange {
  /** Why, in its author's words; null where nobody said. */
  readonly changelog: string | null;
  readonly before: string;
  readonly after: string;
}

/** How the instructions of a suite's ledger are obeyed: the candidate first, and its baseline beside it. */
export interface ReportedLedger {
  readonly sides: readonly LedgerSide[];
  /** Left out where one version ran alone. */
  readonly change?: LedgerChange | undefined;
}

/** A run, with what a reader needs beside its figures. */
export interface ReportedRun {
  readonly evaluation: Evaluation;
  readonly provider: string;
  readonly model: string;
  /** What a candidate is compared with: the version that is live, or that of the branch's base. */
  readonly baselineIs: "active" | "base";
  /** The suite's. */
  readonly evals: readonly Eval[];
  /** The dataset's rows of the cases that are shown, by their ids. */
  readonly rows: ReadonlyMap<string, Case>;
  /** Null where one version ran alone. */
  readonly change: PromptChange | null;
  /** What its answers say of the prompt's instructions; null or left out where the suite has no ledger. */
  readonly ledger?: ReportedLedger | null | undefined;
  /** Whether the command passes it. */
  readonly isGood: boolean;
}

/** A family whose run ended in an error, so that it has no verdict. */
export interface FailedFamily {
  readonly family: string;
  /** `dataset_invalid` */
  readonly code: string;
  readonly reason: string;
}

/** All runs of one command: what a report file is made of. */
export interface ReportedRuns {
  /** The one that the command names; null where it takes whichever there are. */
  readonly family: string | null;
  readonly environment: string;
  readonly runs: readonly ReportedRun[];
  /** Families whose run did not begin. */
  readonly notRun: readonly string[];
  readonly failed?: readonly FailedFamily[] | undefined;
  /** Why the command does not pass, beside its runs. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  /** Whether the command exits with 0. */
  readonly isGood: boolean;
  readonly madeAt: Date;
}

/** What a run is called: `product_description_v3 against product_description_v2 (active)`. */
export function titleRun({ evaluation, baselineIs }: ReportedRun): string {
  const { candidate } = evaluation;
  if (evaluation.kind === "single") return `${candidate.key} alone`;
  return `${candidate.key} against ${evaluation.baseline.key} (${baselineIs})`;
}

const words = { pass: "passes", fail: "fails", inconclusive: "inconclusive" } as const;

/** `fails`; of a run that changes nothing, what the run that decides said. */
export function nameVerdict(verdict: Verdict): string {
  return words[verdict];
}

/** Why the verdict is as it is; before that, where an earlier run has decided, that this one changes nothing. */
export function listReasons({ evaluation }: ReportedRun): readonly string[] {
  const { reasons } = evaluation.verdict;
  if (evaluation.kind === "single" || evaluation.standing === null) return reasons;
  const { run, deciding } = evaluation.standing;
  const others = describeOthers(evaluation.standing);
  if (deciding.id === evaluation.evidenceId) return [...reasons, ...others];
  return [
    `This is run ${run}, and changes nothing: evidence ${deciding.id} of the same content, baseline, dataset and suite has decided (verdict: ${deciding.verdict}).`,
    ...reasons,
    ...others,
  ];
}
