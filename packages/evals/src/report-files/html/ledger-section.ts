import { type Markup, type MarkupPart, markup } from "@promptrail/plots";
import type { Instruction } from "../../ledger/define-ledger.js";
import type { LedgerChange } from "../../ledger/diff-ledger.js";
import {
  describeFindings,
  type LedgerLine,
  type LedgerSide,
} from "../../ledger/present/format-ledger.js";
import type { InstructionPair } from "../../ledger/read-ledger.js";
import { formatRate } from "../../report/terminal/format-amounts.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import { keepUnits, toTable } from "./page-parts.js";

const mostPairs = 200;

/** How often each instruction of the prompt is obeyed, what the version drops and adds, and which exclude each other. */
export function toLedger({ ledger }: ReportedRun): readonly MarkupPart[] {
  const [first] = ledger?.sides ?? [];
  if (ledger == null || first === undefined) return [];
  const { sides, change } = ledger;
  const lines = describeFindings({ sides, change });
  return [
    toCompliance(sides, change),
    ...toStatements(first.title, change),
    lines.length === 0 ? null : markup`<ul class="findings">${lines.map(toLine)}</ul>`,
    ...sides.map(toPairs),
  ];
}

function toLine({ text, isBad = false }: LedgerLine): Markup {
  const sign = isBad ? "✕" : "·";
  return markup`<li class="${isBad ? "bad" : "plain"}"><span aria-hidden="true">${sign}</span>${keepUnits(text)}</li>`;
}

function toCompliance(sides: readonly LedgerSide[], change: LedgerChange | undefined): Markup {
  const [first] = sides;
  const rows = (first?.figures.instructions ?? []).map((each) => {
    const rates = sides.map(({ figures }) => {
      const found = figures.instructions.find(({ id }) => id === each.id);
      return keepUnits(formatRate(found?.rate ?? null));
    });
    return [toName(each), ...rates, ...(change === undefined ? [] : toChanged(each, change))];
  });
  const changed = change === undefined ? [] : ["lost", "gained"];
  const titles = [
    "instruction",
    ...sides.map(({ title }) => `${title}, obeyed (95\u00A0%)`),
    ...changed,
  ];
  return toTable({ name: "Instructions obeyed", titles, rows });
}

function toName({ id, text }: Instruction): Markup {
  return markup`<span class="said"><code>${id}</code><span class="quiet">${text}</span></span>`;
}

/** In how many cases the candidate alone breaks it, and alone obeys it. */
function toChanged({ id }: Instruction, { changes }: LedgerChange): readonly string[] {
  const found = changes.find((each) => each.id === id);
  return [String(found?.lost ?? 0), String(found?.gained ?? 0)];
}

/** As a change of lines is shown: what the texts say no more, and what they say anew. */
function toStatements(title: string, change: LedgerChange | undefined): readonly MarkupPart[] {
  if (change === undefined) return [];
  const { drops, adds } = change;
  const head = markup`<h4>What ${title} drops and adds</h4>`;
  if (drops.length + adds.length === 0) {
    return [head, markup`<p class="small">Both versions say the same instructions.</p>`];
  }
  const removed = drops.map((each) => toStatement("removed", each));
  const added = adds.map((each) => toStatement("added", each));
  return [
    head,
    markup`<pre class="change" tabindex="0" role="group" aria-label="Dropped and added instructions">${removed}${added}</pre>`,
  ];
}

function toStatement(kind: "removed" | "added", { id, text }: Instruction): Markup {
  return markup`<span class="${kind}">${kind === "removed" ? "−" : "+"} ${id}: ${text}</span>`;
}

/** Every pair, folded: who looks for a conflict that is not shown yet finds its figures. */
function toPairs({ title, figures: { pairs } }: LedgerSide): MarkupPart {
  if (pairs.length === 0) return null;
  const shown = pairs.slice(0, mostPairs);
  const left = pairs.length - shown.length;
  const name = `Pairs of instructions in the answers of ${title}`;
  const titles = [
    "pair",
    "both",
    "only the first",
    "only the second",
    "neither",
    "p (Holm)",
    "shown",
  ];
  return markup`
<details class="table-of"><summary>${name}</summary><div class="inside">${toTable({ name, titles, rows: shown.map(toPairRow) })}${
    left === 0 ? null : markup`<p class="small quiet">… and ${left} more pairs.</p>`
  }</div></details>`;
}

function toPairRow(pair: InstructionPair): readonly MarkupPart[] {
  const counts = [pair.both, pair.onlyFirst, pair.onlySecond, pair.neither].map(String);
  const shown = pair.isConflict ? markup`<b class="bad">conflict</b>` : "–";
  return [`${pair.first} and ${pair.second}`, ...counts, pair.adjustedP.toPrecision(2), shown];
}
