import {
  escapeMarkdown,
  toMarkdownBlock,
  toMarkdownTable,
} from "../../report-files/markdown/markdown-text.js";
import type { DifferingPair, VersionComparison } from "../version-comparison.js";
import { listComparisonNotes } from "./comparison-notes.js";
import { type RowSettings, toFigureRows, toMethodRows } from "./comparison-rows.js";
import {
  showText,
  tellReason,
  titleComparison,
  titlePair,
  titleSide,
} from "./comparison-titles.js";

const rows: RowSettings = { nameLimit: 80, mark: (_, text) => text };

/**
 * A comparison as Markdown, for a pull request: the tables, what they leave out, and the pairs that differ most. What a model or a
 * caller wrote stands in fenced blocks and in code, where nothing in it is read as Markdown or HTML.
 */
export function formatComparisonMarkdown(comparison: VersionComparison): string {
  const notes = listComparisonNotes(comparison);
  const { examples } = comparison;
  const parts = [
    `## ${escapeMarkdown(titleComparison(comparison))}`,
    toMarkdownTable(toFigureRows(comparison, rows)),
    toMarkdownTable(toMethodRows(comparison, rows)),
    notes.map((note) => `- ${escapeMarkdown(note)}`).join("\n"),
    ...(examples.length === 0 ? [] : ["### Pairs that differ most"]),
    ...examples.flatMap((example) => toPair(example, comparison)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function toPair(example: DifferingPair, comparison: VersionComparison): readonly string[] {
  const { a, b } = comparison;
  return [
    `**${escapeMarkdown(titlePair(example))}**`,
    ...(example.reasons.length === 0
      ? []
      : [
          example.reasons
            .map((reason) => `- ${escapeMarkdown(tellReason(reason, comparison))}`)
            .join("\n"),
        ]),
    `${escapeMarkdown(titleSide(a, example.a))}:`,
    toMarkdownBlock(showText(example.a)),
    `${escapeMarkdown(titleSide(b, example.b))}:`,
    toMarkdownBlock(showText(example.b)),
  ];
}
