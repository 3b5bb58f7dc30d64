import { createHash } from "node:crypto";
import { Markup, type MarkupPart, markup } from "@promptrail/plots";

export interface StandAlonePage {
  /** Of the window. */
  readonly title: string;
  readonly styles: string;
  /** What is in the page's body. */
  readonly body: MarkupPart;
}

/**
 * A page in one file: no script, no network, no other file, and a policy that forbids the browser all of them. Every text in it
 * that is no markup is escaped.
 */
export function toStandAlonePage({ title, styles, body }: StandAlonePage): string {
  const hash = createHash("sha256").update(styles).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="generator" content="Promptrail"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${title}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return `<!DOCTYPE html>\n${page.text}`;
}
