/** What GitHub and GitLab read as a person, an issue, a merge request, a snippet, a label or a milestone, where a word follows it. */
const references = /[@#!$%&~^](?=[\p{L}\p{N}_"'[])/gu;

/** What begins an address that becomes a link by itself, or an issue of GitHub's. */
const addresses = /\/(?=\/)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)|\bGH(?=-\d)/gi;

/**
 * One line, in which no sign means anything to Markdown or HTML: no address becomes a link, nobody is mentioned, nothing is referred to.
 * A backslash does not hold back a mention, which is looked for after the Markdown was read: an invisible space does.
 */
export function escapeMarkdown(text: string): string {
  return breakMarkers(stripControls(text))
    .replace(/\s+/g, " ")
    .replace(references, (sign) => `${sign}\u200B`)
    .replace(addresses, "$&\u200B")
    .replace(/[\\`*_{}[\]<>#|~!@$&]/g, (sign) => `\\${sign}`);
}

/** A fenced block, its fence longer than any in the text: nothing in it is read as Markdown or HTML. */
export function toMarkdownBlock(text: string, language = "text"): string {
  const shown = breakMarkers(stripControls(text));
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** A table; the first column to the left, the others to the right. */
export function toMarkdownTable([titles = [], ...body]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = `| ${titles.map((_, column) => (column === 0 ? "---" : "---:")).join(" | ")} |`;
  return [line(titles), rule, ...body.map(line)].join("\n");
}

/** A part that is folded until its reader opens it. Title and body are Markdown: what is foreign in them is escaped already. */
export function toMarkdownDetails(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** A line for HTML inside of Markdown, such as a summary: as escaped Markdown, but by HTML's references. */
export function escapeSummary(text: string): string {
  return breakMarkers(stripControls(text))
    .replace(/\s+/g, " ")
    .replace(references, (sign) => `${sign}\u200B`)
    .replace(addresses, "$&\u200B")
    .replace(/[\\`*_{}[\]<>#|~!@$&"':.]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Comments of HTML are how a comment of ours is found again. */
function breakMarkers(text: string): string {
  return text.replace(/<!(?=-)/g, "<!\u200B").replace(/promptrail(?=:eval)/gi, "promptrail\u200B");
}

/** Without control characters other than line ends and tabs, and without those that turn the direction of what follows. */
function stripControls(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, " ")
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, "\uFFFD")
    .toWellFormed();
}
