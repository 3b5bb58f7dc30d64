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
    `## ${escapeText(titleComparison(comparison))}`,
    toTable(toFigureRows(comparison, rows)),
    toTable(toMethodRows(comparison, rows)),
    notes.map((note) => `- ${escapeText(note)}`).join("\n"),
    ...(examples.length === 0 ? [] : ["### Pairs that differ most"]),
    ...examples.flatMap((example) => toPair(example, comparison)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function toTable([titles = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeText).join(" | ")} |`;
  const rule = `| ${titles.map((_, column) => (column === 0 ? "---" : "---:")).join(" | ")} |`;
  return [line(titles), rule, ...body.map(line)].join("\n");
}

function toPair(example: DifferingPair, comparison: VersionComparison): readonly string[] {
  const { a, b } = comparison;
  return [
    `**${escapeText(titlePair(example))}**`,
    ...(example.reasons.length === 0
      ? []
      : [
          example.reasons
            .map((reason) => `- ${escapeText(tellReason(reason, comparison))}`)
            .join("\n"),
        ]),
    `${escapeText(titleSide(a, example.a))}:`,
    toBlock(showText(example.a)),
    `${escapeText(titleSide(b, example.b))}:`,
    toBlock(showText(example.b)),
  ];
}

/** A fenced block, its fence longer than any in the text. */
function toBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${stripControls(text)}\n${fence}`;
}

/** One line, in which no sign means anything to Markdown or HTML, and no address becomes a link. */
function escapeText(text: string): string {
  return stripControls(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>#|~!@$&]/g, (sign) => `\\${sign}`)
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, (sign) => `\\${sign}`);
}

/** Without control characters other than line ends and tabs. */
function stripControls(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, " ");
}
