import type { Evaluation } from "../../evaluate/evaluation.js";
import { formatPoints } from "../../gate/format-figures.js";
import { findTagDifferences, findTagRates } from "../../report/slices/tag-figures.js";
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
  const isProtected = new Set(verdict.figures.slices.map(({ slice }) => slice));
  const isHarmed = new Set(
    verdict.figures.slices.filter(({ isWorse }) => isWorse).map(({ slice }) => slice),
  );
  const rows = findTagDifferences(run.results).map(({ tag, n, difference, shown }) => [
    tag,
    String(n),
    difference === null
      ? "–"
      : `${formatPoints(difference.value)} [${formatPoints(difference.lower)}, ${formatPoints(difference.upper)}]`,
    isHarmed.has(tag)
      ? "protected: worse"
      : isProtected.has(tag)
        ? "protected: no harm shown"
        : (shown ?? "–"),
  ]);
  const below =
    "Each interval is that of its own slice (95 %). What is called better or worse is so with all slices taken together (Benjamini and Hochberg, 5 %) and decides nothing; protected slices are judged by the gate.";
  return [["slice", "pairs", "difference (95 %)", "shown"], rows, below];
}
