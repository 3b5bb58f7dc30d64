import GithubSlugger from "github-slugger";
import MarkdownIt, { type Token } from "markdown-it";

/** What a Markdown page has that others refer to or that can be tried. */
export interface Page {
  /** The names that a link may give behind `#`, as GitHub makes them of titles. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly PageLink[];
  readonly blocks: readonly PageBlock[];
  /** Code inside of sentences, without its backquotes. */
  readonly codes: readonly PageCode[];
  /** What stands in `<!-- … -->` of its own. */
  readonly comments: readonly PageCode[];
}

export interface PageCode {
  readonly text: string;
  /** As of a link. */
  readonly line: number;
}

export interface PageLink {
  readonly target: string;
  /** The line where its paragraph, row or title begins, from 1. */
  readonly line: number;
}

/** A fenced block. */
export interface PageBlock {
  /** The first word behind the fence: `ts`, `console`; empty where there is none. */
  readonly language: string;
  /** What stands behind the language. */
  readonly note: string;
  readonly text: string;
  /** The line of its first line of text, from 1. */
  readonly line: number;
}

const markdown = new MarkdownIt({ html: true });

/** Reads a page by the rules of CommonMark, tables included. */
export function parsePage(text: string): Page {
  const tokens = markdown.parse(text, {});
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  const links: PageLink[] = [];
  const blocks: PageBlock[] = [];
  const codes: PageCode[] = [];
  const comments: PageCode[] = [];
  let line = 1;
  for (const [at, token] of tokens.entries()) {
    // A cell has no line of its own; its row came before.
    line = token.map === null ? line : token.map[0] + 1;
    if (token.type === "heading_open") anchors.add(slugger.slug(toPlainText(tokens[at + 1])));
    if (token.type === "inline") {
      links.push(...findLinks(token, line));
      codes.push(...findCodes(token, line));
    }
    if (token.type === "html_block") comments.push(...findComments(token, line));
    if (token.type === "fence") blocks.push(toBlock(token, line));
  }
  return { anchors, links, blocks, codes, comments };
}

function findLinks({ children }: Token, line: number): readonly PageLink[] {
  return (children ?? []).flatMap((child) => {
    const target = child.attrGet("href") ?? child.attrGet("src");
    return typeof target === "string" ? [{ target, line }] : [];
  });
}

function findCodes({ children }: Token, line: number): readonly PageCode[] {
  const codes = (children ?? []).filter(({ type }) => type === "code_inline");
  return codes.map(({ content }) => ({ text: content, line }));
}

function findComments({ content }: Token, line: number): readonly PageCode[] {
  return [...content.matchAll(/<!--(.*?)-->/gs)].map(([, text = ""]) => ({
    text: text.trim(),
    line,
  }));
}

function toBlock({ info, content }: Token, line: number): PageBlock {
  const [language = "", ...note] = info.trim().split(/\s+/);
  return { language, note: note.join(" "), text: content, line: line + 1 };
}

function toPlainText(title: Token | undefined): string {
  const parts = (title?.children ?? []).filter(
    ({ type }) => type === "text" || type === "code_inline",
  );
  return parts.map(({ content }) => content).join("");
}
