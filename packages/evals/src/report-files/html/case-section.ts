import type { Case } from "@promptrail/core";
import { cutText } from "@promptrail/core/portable";
import { type Markup, type MarkupPart, markup } from "@promptrail/plots";
import { formatPoints } from "../../gate/format-figures.js";
import { showValue, toAnswerText } from "../../report/answers/answer-text.js";
import { type ChangedPart, diffWords } from "../../report/answers/diff-words.js";
import { findWorstCases, readChange, type WorstCase } from "../../report/answers/worst-cases.js";
import type { Trial } from "../../runner/case-result.js";
import { mostShownCases } from "../runs/read-report-rows.js";
import type { ReportedRun } from "../runs/reported-runs.js";

const mostCharacters = 8_000;
const mostAnswers = 5;

/** The worst cases, folded: inputs, what was expected, why they did not pass, and both answers with what differs in them. */
export function toCaseList(run: ReportedRun): readonly MarkupPart[] {
  const worst = findWorstCases(run.evaluation.run.results);
  if (worst.length === 0) {
    const what =
      run.evaluation.kind === "single"
        ? "Every case passed"
        : "Every case passed, and none is below the baseline";
    return [markup`<p>${what}.</p>`];
  }
  const shown = worst.slice(0, mostShownCases);
  const left =
    shown.length === worst.length
      ? ""
      : ` The first ${shown.length} are here; promptrail eval --json has all answers.`;
  return [
    markup`<p class="small quiet">${worst.length} of ${run.evaluation.run.results.length} cases did not pass or are below the baseline, the worst first.${left}</p>`,
    ...shown.map((found) => toCase(found, run)),
  ];
}

function toCase(found: WorstCase, run: ReportedRun): Markup {
  const { id, tags, reasons } = found;
  const tagged = tags.length === 0 ? null : markup`<span class="tags">${tags.join(" · ")}</span>`;
  const why = reasons.map((reason) => markup`<li>${reason}</li>`);
  return markup`
<details><summary><b>${cutText(id, 200)}</b><span>${describeScore(found)}</span>${tagged}</summary>
<div class="inside">${why.length === 0 ? null : markup`<ul class="reasons">${why}</ul>`}${toRow(run.rows.get(id))}${toAnswers(found, run)}</div></details>`;
}

function describeScore(found: WorstCase): string {
  const { score, baselineScore, errored } = found;
  if (errored) return "no result";
  const shown = `score ${score === null ? "none" : score.toFixed(3)}`;
  const change = readChange(found);
  if (baselineScore === null || change === null) return shown;
  return change === 0
    ? `${shown}, as before`
    : `${shown}, ${baselineScore.toFixed(3)} before (${formatPoints(change)})`;
}

function toRow(row: Case | undefined): readonly MarkupPart[] {
  if (row === undefined) return [];
  return [
    toText("Input", showValue(row.context)),
    row.groundTruth == null ? null : toText("Expected", showValue(row.groundTruth)),
  ];
}

function toText(title: string, text: string): Markup {
  return markup`<section><h4>${title}</h4><div class="text code" tabindex="0" role="group" aria-label="${title}">${cutText(text, mostCharacters)}</div></section>`;
}

function toAnswers(found: WorstCase, { evaluation }: ReportedRun): readonly MarkupPart[] {
  const count = Math.max(found.candidate.length, found.baseline?.length ?? 0);
  const before = evaluation.kind === "single" ? "" : evaluation.baseline.key;
  return Array.from({ length: Math.min(count, mostAnswers) }, (_, at) => {
    const nth = count === 1 ? "" : ` · answer ${at + 1} of ${count}`;
    return toPair({
      candidate: { title: `${evaluation.candidate.key}${nth}`, trial: found.candidate[at] },
      baseline:
        found.baseline === null ? null : { title: `${before}${nth}`, trial: found.baseline[at] },
    });
  });
}

interface Side {
  readonly title: string;
  readonly trial: Trial | undefined;
}

interface Pair {
  readonly candidate: Side;
  readonly baseline: Side | null;
}

/** Both answers side by side: what only the baseline has is struck, what only the candidate has is underlined. */
function toPair({ candidate, baseline }: Pair): Markup {
  const after = candidate.trial === undefined ? "(no answer)" : toAnswerText(candidate.trial);
  if (baseline === null) return toAnswer(candidate, [after]);
  const before = baseline.trial === undefined ? "(no answer)" : toAnswerText(baseline.trial);
  const parts = diffWords(before, after);
  return markup`<div class="answers">${toAnswer(
    baseline,
    parts.filter(({ kind }) => kind !== "added").map(toMark),
  )}${toAnswer(candidate, parts.filter(({ kind }) => kind !== "removed").map(toMark))}</div>`;
}

function toMark({ kind, text }: ChangedPart): MarkupPart {
  if (kind === "same") return text;
  return kind === "added" ? markup`<ins>${text}</ins>` : markup`<del>${text}</del>`;
}

function toAnswer({ title, trial }: Side, parts: readonly MarkupPart[]): Markup {
  const ended = trial?.outcome ?? "no answer";
  const score = trial?.score == null ? "" : ` · score ${trial.score.toFixed(3)}`;
  return markup`<section><h4>${title} <span class="quiet small">${ended}${score}</span></h4><div class="text" tabindex="0" role="group" aria-label="${title}">${parts}</div></section>`;
}
