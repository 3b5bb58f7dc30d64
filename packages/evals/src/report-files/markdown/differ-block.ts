import { cutText } from "@promptrail/core/portable";
import type { DifferingAnswer, EvalDifference } from "../../differ/find-differences.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import { readRunDifferences } from "../runs/run-differences.js";
import {
  escapeMarkdown,
  escapeSummary,
  toMarkdownDetails,
  toMarkdownTable,
} from "./markdown-text.js";

const mostPairs = 12;
/** Of one direction. */
const mostAnswers = 3;
const mostCharacters = 300;

/** Where a judge and another eval differ on the candidate's answers, counted; some of the answers are folded. Empty without a judge beside an eval. */
export function toDifferBlock(run: ReportedRun): string {
  const [candidate] = readRunDifferences(run);
  const differences = candidate?.differences ?? [];
  if (candidate === undefined || differences.length === 0) return "";
  const shown = differences.slice(0, mostPairs);
  const rows = shown.map(({ judge, eval: other, judged, judgeOnly, evalOnly }) => [
    `${judge} and ${other}`,
    `${judgeOnly.length + evalOnly.length} of ${judged}`,
    String(judgeOnly.length),
    String(evalOnly.length),
  ]);
  const titles = ["judge and eval", "differ", "only the judge passes", "only the eval passes"];
  const hidden = differences.length - shown.length;
  const answers = shown.flatMap(listAnswers);
  const title = escapeSummary(`Answers of ${candidate.title} on which they differ`);
  return [
    "#### Where a judge and another eval differ",
    toMarkdownTable([titles, ...rows]),
    ...(hidden > 0 ? [`… and ${hidden} more pairs.`] : []),
    ...(answers.length === 0 ? [] : [toMarkdownDetails(title, answers.join("\n"))]),
  ].join("\n\n");
}

function listAnswers({
  judge,
  eval: other,
  judgeOnly,
  evalOnly,
}: EvalDifference): readonly string[] {
  return [
    ...listDirection(`${judge} passes, ${other} fails`, judgeOnly),
    ...listDirection(`${other} passes, ${judge} fails`, evalOnly),
  ];
}

function listDirection(title: string, answers: readonly DifferingAnswer[]): readonly string[] {
  if (answers.length === 0) return [];
  const hidden = answers.length - mostAnswers;
  return [
    `- ${escapeMarkdown(title)}:`,
    ...answers.slice(0, mostAnswers).map(({ id, repeat, reason }) => {
      const name = cutText(repeat === 0 ? id : `${id} (answer ${repeat + 1})`, 100);
      return `  - ${escapeMarkdown(`${name}: ${cutText(reason, mostCharacters)}`)}`;
    }),
    ...(hidden > 0 ? [`  - … and ${hidden} more`] : []),
  ];
}
