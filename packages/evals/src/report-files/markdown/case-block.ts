import { cutText } from "@promptrail/core/portable";
import { toAnswerText } from "../../report/answers/answer-text.js";
import { type ChangedPart, diffSentences } from "../../report/answers/diff-words.js";
import { chooseAnswers, type WorstCase } from "../../report/answers/worst-cases.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import {
  escapeMarkdown,
  escapeSummary,
  toMarkdownBlock,
  toMarkdownDetails,
} from "./markdown-text.js";

const mostCharacters = 2_500;
const mostReasons = 6;

/** A case, folded: its scores, why it did not pass, and how the answer differs from the baseline's. */
export function toCaseBlock(found: WorstCase, run: ReportedRun): string {
  const reasons = found.reasons
    .slice(0, mostReasons)
    .map((reason) => `- ${escapeMarkdown(cutText(reason, 500))}`);
  const hidden = found.reasons.length - reasons.length;
  const body = [
    ...(reasons.length === 0 ? [] : [reasons.join("\n")]),
    ...(hidden > 0 ? [`- … and ${hidden} more`] : []),
    ...toAnswers(found, run),
  ];
  return toMarkdownDetails(escapeSummary(titleCase(found)), body.join("\n\n"));
}

/** `hat-7 · score 0.500, 1.000 before`. */
export function titleCase({ id, score, baselineScore, errored }: WorstCase): string {
  const shown = errored ? "no result" : `score ${score === null ? "none" : score.toFixed(3)}`;
  const before = baselineScore === null ? "" : `, ${baselineScore.toFixed(3)} before`;
  return `${cutText(id, 200)} · ${shown}${before}`;
}

function toAnswers(found: WorstCase, { evaluation }: ReportedRun): readonly string[] {
  const { candidate, baseline } = chooseAnswers(found);
  const after = candidate === null ? null : toAnswerText(candidate);
  const { key } = evaluation.candidate;
  if (evaluation.kind === "single" || baseline === null) {
    return after === null ? [] : [`${escapeMarkdown(key)}:`, toMarkdownBlock(cut(after))];
  }
  const before = toAnswerText(baseline);
  if (after === null || after === before) {
    return [
      `${escapeMarkdown(evaluation.baseline.key)}${after === null ? "" : ", and the same of both"}:`,
      toMarkdownBlock(cut(before)),
    ];
  }
  return [
    `From ${escapeMarkdown(evaluation.baseline.key)} (−) to ${escapeMarkdown(key)} (+):`,
    toMarkdownBlock(cut(toDiffLines(diffSentences(before, after))), "diff"),
  ];
}

const signs = { same: " ", removed: "-", added: "+" } as const;

/** Lines as `diff` prints them, without those that are far from any change. */
function toDiffLines(parts: readonly ChangedPart[]): string {
  const isNear = (at: number) =>
    [-1, 0, 1].some((by) => (parts[at + by]?.kind ?? "same") !== "same");
  const lines = parts.flatMap(({ kind, text }, at) => {
    if (isNear(at)) return [`${signs[kind]} ${text}`];
    return at === 0 || isNear(at - 1) ? ["  …"] : [];
  });
  return lines.join("\n");
}

function cut(text: string): string {
  return cutText(text, mostCharacters);
}
