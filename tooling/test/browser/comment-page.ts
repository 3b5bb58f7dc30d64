import MarkdownIt from "markdown-it";

const styles = `
body { background: #fff; color: #1f2328; font: 14px/1.5 system-ui, sans-serif; margin: 24px; }
.comment { border: 1px solid #d1d9e0; border-radius: 6px; max-width: 820px; margin: 0 auto; }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e; padding: 8px 16px; }
header b { color: #1f2328; }
main { padding: 16px; overflow-wrap: anywhere; }
h2 { border-bottom: 1px solid #d1d9e0b3; font-size: 1.5em; margin: 16px 0; padding-bottom: 0.3em; }
h2:first-child { margin-top: 0; }
h3 { font-size: 1.25em; } h4 { font-size: 1em; }
table { border-collapse: collapse; display: block; overflow: auto; width: max-content; max-width: 100%; }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; } tr:nth-child(2n) { background: #f6f8fa; }
pre { background: #f6f8fa; border-radius: 6px; font-size: 85%; padding: 16px; white-space: pre-wrap; }
.good { color: #1a7f37; } .bad { color: #d1242f; } .warn { color: #9a6700; }
code { font-family: ui-monospace, monospace; } hr { border: 0; border-top: 4px solid #d1d9e0; margin: 24px 0; }
`;

/** Hosts show them as pictures of their own; a machine without a font of emoji shows boxes. */
const signs = [
  ["✅", "good", "✔"],
  ["❌", "bad", "✖"],
  ["⚠️", "warn", "▲"],
] as const;

/** A comment as a code host shows it, near enough for a picture: Markdown with tables, and its HTML as it is. */
export function toCommentPage(markdown: string): string {
  const body = signs.reduce(
    (text, [sign, name, shown]) => text.replaceAll(sign, `<span class="${name}">${shown}</span>`),
    new MarkdownIt({ html: true }).render(markdown),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"/><title>Comment</title><style>${styles}</style></head>
<body><div class="comment"><header><b>github-actions</b> commented</header><main>${body}</main></div></body></html>
`;
}
