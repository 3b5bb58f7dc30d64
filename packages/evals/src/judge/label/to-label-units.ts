import type { Case } from "@promptrail/core";
import { toInput } from "../../datasets/turns/to-input.js";
import { showAnswer } from "../ask/show-answer.js";
import type { JudgeEval } from "../definition/judge.js";
import { type JudgeLabel, toLabelId } from "../labels/judge-label.js";
import type { DrawnUnit } from "./draw-to-label.js";

/** An answer, as far as a run's report has to show it. */
interface AnswerReport {
  readonly outcome: string | null;
  readonly output: string;
  readonly tool_calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly evals: readonly { readonly name: string; readonly score: number }[];
}

/** A case of a run's report: a `CaseReport` is one. */
interface CaseReport {
  readonly id: string;
  readonly candidate: readonly AnswerReport[];
  readonly baseline?: readonly AnswerReport[];
}

/** An answer to label, or two of a comparison. */
export type LabelItem = Pick<
  JudgeLabel,
  "family" | "caseId" | "input" | "reference" | "answers" | "judged"
>;

/** A case of a run with all that has to be labelled of it. */
export interface LabelUnit extends DrawnUnit {
  readonly items: readonly LabelItem[];
}

export interface ToLabelUnitsSettings {
  readonly check: JudgeEval;
  readonly family: string;
  /** As a run's report has them. */
  readonly cases: readonly CaseReport[];
  /** The dataset's cases, by their ids. */
  readonly known: ReadonlyMap<string, Case>;
}

/** The cases of a run that people can label: those that the dataset still has, with nothing but whole answers. */
export function toLabelUnits(settings: ToLabelUnitsSettings): readonly LabelUnit[] {
  return settings.cases.flatMap((reported) => {
    const testCase = settings.known.get(reported.id);
    const answers = [...reported.candidate, ...(reported.baseline ?? [])];
    if (testCase === undefined || answers.length === 0 || !answers.every(isWhole)) return [];
    const items = toItems(reported, testCase, settings);
    if (items.length === 0) return [];
    return [{ id: reported.id, judged: items.map(({ judged }) => judged), items }];
  });
}

function isWhole({ outcome }: AnswerReport): boolean {
  return outcome === "ok" || outcome === "tool_use";
}

function toItems(
  { candidate, baseline = [] }: CaseReport,
  testCase: Case,
  { check, family }: ToLabelUnitsSettings,
): readonly LabelItem[] {
  const { showsGroundTruth, rubric } = check.judge;
  const { id: caseId, groundTruth } = testCase;
  const input = toInput(testCase);
  const about = { family, caseId, input, reference: showsGroundTruth ? groundTruth : null };
  const judgedOf = ({ evals }: AnswerReport) =>
    evals.find(({ name }) => name === check.name)?.score ?? null;
  const made: readonly LabelItem[] =
    rubric.asks.mode === "pairwise"
      ? candidate.flatMap((answer, at) => {
          const other = baseline[at];
          if (other === undefined) return [];
          const answers = [textOf(answer), textOf(other)] as const;
          return [{ ...about, answers, judged: judgedOf(answer) }];
        })
      : [...candidate, ...baseline].map((answer) => {
          const answers = [textOf(answer)] as const;
          return { ...about, answers, judged: judgedOf(answer) };
        });
  // The same answer is labelled once.
  return [...new Map(made.map((item) => [toLabelId(item), item])).values()];
}

function textOf({ output, tool_calls: calls }: AnswerReport): string {
  return showAnswer({ output, toolCalls: calls });
}
