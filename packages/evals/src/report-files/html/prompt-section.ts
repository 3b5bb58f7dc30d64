import { type MarkupPart, markup } from "@promptrail/plots";
import { type ChangedLine, diffLines } from "../runs/diff-lines.js";
import type { ReportedRun } from "../runs/reported-runs.js";

const signs = { same: " ", removed: "−", added: "+", part: "" } as const;
const mostLines = 1_000;

/** Why the version was written, and which lines of its content changed. */
export function toChange({ change }: ReportedRun): readonly MarkupPart[] {
  if (change === null) return [];
  const lines = diffLines(change);
  const hidden = lines.length - mostLines;
  return [
    markup`<p><b>Why:</b> ${change.changelog ?? "not known."}</p>`,
    lines.length === 0
      ? markup`<p>No difference in content.</p>`
      : markup`<pre class="change" tabindex="0" role="group" aria-label="Changed lines">${lines.slice(0, mostLines).map(toLine)}</pre>`,
    hidden > 0 ? markup`<p class="small quiet">… and ${hidden} more lines.</p>` : null,
  ];
}

function toLine({ kind, text }: ChangedLine): MarkupPart {
  return markup`<span class="${kind}">${signs[kind]} ${text}</span>`;
}
