import { createHash } from "node:crypto";
import { Markup, markup } from "@promptrail/plots";
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
const hash = createHash("sha256").update(styles).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
const words = { error: "Error", warning: "Warning", info: "Note" } as const;

/** What a check found, as one HTML page in one file, without scripts, network or other files. What authors and files say is escaped. */
export function formatCheckHtml(found: CheckedFindings): string {
  const title = titleCheck(found);
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${title}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
<main>
<p class="quiet">Promptrail check</p>
<h1>${title}</h1>
<ul>${found.findings.map(toItem)}</ul>
<p>${found.checked}</p>
</main>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${page.text}`;
}

function toItem(finding: CheckedFindings["findings"][number]): Markup {
  const { severity, code, message } = finding;
  const place = describePlace(finding);
  return markup`<li class="${severity}"><p><strong>${words[severity]}</strong> <code>${code}</code> ${place === "" ? null : markup`<code>${place}</code>`}</p><p>${message}</p></li>
`;
}
