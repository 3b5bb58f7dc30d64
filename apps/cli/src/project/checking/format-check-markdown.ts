import { toOneLine } from "../../terminal.js";
import { type CheckedFindings, describePlace, titleCheck } from "./checked-findings.js";

/** The first line, by which the file is known as one that may be replaced. */
const marker = "<!-- promptrail:check -->";

const marks = { error: "✗", warning: "!", info: "·" } as const;

/** A comment holds more than this, beside other reports. */
const mostLines = 50;

/**
 * What a check found, as Markdown for a pull request. What authors and files say is in a fenced block, where nothing in it is
 * read as Markdown or HTML.
 */
export function formatCheckMarkdown(found: CheckedFindings): string {
  const lines = found.findings.map((finding) => {
    const { severity, code, message } = finding;
    const words = [marks[severity], describePlace(finding), code, toOneLine(message)];
    return words.filter((word) => word !== "").join(" ");
  });
  const hidden = lines.length - mostLines;
  return [
    marker,
    `## ${found.isGood ? "✅" : "❌"} ${titleCheck(found)}`,
    ...(lines.length === 0 ? [] : ["", toBlock(lines.slice(0, mostLines).join("\n"))]),
    ...(hidden > 0 ? ["", `… and ${hidden} more`] : []),
    "",
    toBlock(toOneLine(found.checked)),
    "",
  ].join("\n");
}

/** A fenced block, its fence longer than any in the text. */
function toBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
