import type { NamedPage } from "./list-pages.ts";

/** A block of a page that is a file, or the whole of one. */
export interface PageFile {
  /** `page:line`. */
  readonly place: string;
  /** The page's line of its first one. */
  readonly line: number;
  readonly language: string;
  /** Its path as the first line's comment names it; null where none does. */
  readonly path: string | null;
  readonly text: string;
}

const named = /^(?:#|\/\/) (?<path>\/?[\w.-]+(?:\/[\w.-]+)*)\n/;

/** The blocks of a page that stand for whole files: of each that has a language, unless its note says `fragment`. */
export function listPageFiles({ path, blocks }: NamedPage): readonly PageFile[] {
  return blocks
    .filter(({ language, note }) => language !== "" && note !== "fragment")
    .map(({ language, text, line }) => ({
      place: `${path}:${line}`,
      line,
      language,
      path: named.exec(text)?.groups?.["path"] ?? null,
      text,
    }));
}
