import { toStandAlonePage } from "@promptrail/evals/reports";
import { type Markup, markup } from "@promptrail/plots";
import { type CheckedFindings, describePlace, titleCheck } from "./checked-findings.js";

const styles = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
ul { list-style: none; padding: 0; }
li { border-left: 0.25rem solid #888; padding: 0.25rem 0.75rem; margin: 0.75rem 0; }
li.error { border-color: #c62828; }
li.warning { border-color: #b26a00; }
p { margin: 0.25rem 0; }
code, .quiet { font-family: ui-monospace, monospace; font-size: 0.875rem; opacity: 0.8; }
`;
const words = { error: "Error", warning: "Warning", info: "Note" } as const;

/** What a check found, as one HTML page in one file, without scripts, network or other files. What authors and files say is escaped. */
export function formatCheckHtml(found: CheckedFindings): string {
  const title = titleCheck(found);
  const body = markup`<main>
<p class="quiet">Promptrail check</p>
<h1>${title}</h1>
<ul>${found.findings.map(toItem)}</ul>
<p>${found.checked}</p>
</main>`;
  return toStandAlonePage({ title, styles, body });
}

function toItem(finding: CheckedFindings["findings"][number]): Markup {
  const { severity, code, message } = finding;
  const place = describePlace(finding);
  return markup`<li class="${severity}"><p><strong>${words[severity]}</strong> <code>${code}</code> ${place === "" ? null : markup`<code>${place}</code>`}</p><p>${message}</p></li>
`;
}
