import { cutText } from "@promptrail/core/portable";
import { diffLines } from "../runs/diff-lines.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import {
  escapeMarkdown,
  escapeSummary,
  toMarkdownBlock,
  toMarkdownDetails,
} from "./markdown-text.js";

const mostCharacters = 12_000;
const signs = { same: " ", removed: "-", added: "+", part: "" } as const;

/** What the prompt changed and why, folded; empty where one version ran alone. */
export function toChangeBlock({ evaluation, change }: ReportedRun): string {
  if (change === null || evaluation.kind === "single") return "";
  const { candidate, baseline } = evaluation;
  const lines = diffLines(change).map(({ kind, text }) => `${signs[kind]}${text}`);
  const body = [
    `Why: ${escapeMarkdown(cutText(change.changelog ?? "not known.", 2_000))}`,
    lines.length === 0
      ? "No difference in content."
      : toMarkdownBlock(cutText(lines.join("\n"), mostCharacters), "diff"),
  ];
  const title = escapeSummary(`What ${candidate.key} changes in ${baseline.key}`);
  return toMarkdownDetails(title, body.join("\n\n"));
}
