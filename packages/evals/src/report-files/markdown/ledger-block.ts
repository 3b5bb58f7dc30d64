import { cutText } from "@promptrail/core/portable";
import { describeFindings, describeStatements } from "../../ledger/present/format-ledger.js";
import { formatRate } from "../../report/terminal/format-amounts.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import { escapeMarkdown, toMarkdownTable } from "./markdown-text.js";

const mostInstructions = 20;
const mostLines = 12;
const mostCharacters = 500;

/** How often each instruction is obeyed, and what the version drops, adds and breaks; empty where the suite has no ledger. */
export function toLedgerBlock({ ledger }: ReportedRun): string {
  const [first] = ledger?.sides ?? [];
  if (ledger == null || first === undefined) return "";
  const { sides, change } = ledger;
  const { instructions } = first.figures;
  const rows = instructions.slice(0, mostInstructions).map(({ id }) => {
    const found = change?.changes.find((each) => each.id === id);
    const changed = change === undefined ? [] : [`${found?.lost ?? 0} / ${found?.gained ?? 0}`];
    const rates = sides.map(({ figures }) =>
      formatRate(figures.instructions.find((each) => each.id === id)?.rate ?? null),
    );
    return [id, ...rates, ...changed];
  });
  const changed = change === undefined ? [] : ["lost / gained"];
  const titles = ["instruction obeyed (95 %)", ...sides.map(({ title }) => title), ...changed];
  const hidden = instructions.length - mostInstructions;
  // What was found stands before the texts: it is the shorter list, and the graver one.
  const lines = [...describeStatements(first.title, change), ...describeFindings(ledger)];
  const told = lines
    .toSorted((left, right) => Number(right.isBad ?? false) - Number(left.isBad ?? false))
    .map(
      ({ text, isBad }) =>
        `- ${isBad === true ? "❌ " : ""}${escapeMarkdown(cutText(text, mostCharacters))}`,
    );
  return [
    "#### Instructions",
    toMarkdownTable([titles, ...rows]),
    ...(hidden > 0 ? [`… and ${hidden} more instructions.`] : []),
    ...(told.length === 0 ? [] : [told.slice(0, mostLines).join("\n")]),
    ...(told.length > mostLines ? [`… and ${told.length - mostLines} more lines.`] : []),
  ].join("\n\n");
}
