import type { Evaluation } from "../../evaluate/evaluation.js";
import { formatPoints } from "../../gate/format-figures.js";
import { describeWideInterval, findShownTags } from "../../report/slices/shown-tags.js";
import { findTagRates } from "../../report/slices/tag-figures.js";
import { formatRate } from "../../report/terminal/format-amounts.js";
import { escapeMarkdown, toMarkdownTable } from "./markdown-text.js";

const mostTags = 20;

/** The cases by their tags; empty where none has one. */
export function toSlicesTable(evaluation: Evaluation): string {
  const [titles, rows, below] =
    evaluation.kind === "single" ? ofOne(evaluation) : ofTwo(evaluation);
  if (rows.length === 0) return "";
  const hidden = rows.length - mostTags;
  return [
    toMarkdownTable([titles, ...rows.slice(0, mostTags)]),
    ...(hidden > 0 ? [`… and ${hidden} more tags.`] : []),
    ...(below === "" ? [] : [escapeMarkdown(below)]),
  ].join("\n\n");
}

type Shown = readonly [
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  below: string,
];

function ofOne({ run }: Extract<Evaluation, { kind: "single" }>): Shown {
  const rates = findTagRates(run.results);
  const rows = rates.map(({ tag, n, passRate }) => [tag, String(n), formatRate(passRate)]);
  return [["slice", "cases", "pass rate (95 %)"], rows, ""];
}

function ofTwo({ run, verdict }: Extract<Evaluation, { kind: "gate" }>): Shown {
  const tags = findShownTags(run.results, verdict.figures.slices);
  const rows = tags.map(({ tag, n, difference, said }) => [
    tag,
    String(n),
    difference === null
      ? "–"
      : `${formatPoints(difference.value)} [${formatPoints(difference.lower)}, ${formatPoints(difference.upper)}]`,
    said,
  ]);
  const wide = describeWideInterval(tags);
  const below = `Each interval is that of its own slice (95 %). What is called better or worse is so with all slices taken together (Benjamini and Hochberg, 5 %) and decides nothing; protected slices are judged by the gate.${wide === null ? "" : ` ${wide}`}`;
  return [["slice", "pairs", "difference (95 %)", "shown"], rows, below];
}
