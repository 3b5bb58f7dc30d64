import type { SourceFile } from "./list-source-files.js";

/** The version whose template is looked for. */
export interface TemplateOwner {
  readonly family: string;
  readonly version: number;
}

/** How much speaks for a text at `offset` of a file being a version's: versions repeat each other's texts. */
export type RateOwner = (file: SourceFile, offset: number, owner: TemplateOwner) => number;

/** Reads each file once, however many texts and versions are rated. */
export function createOwnerRating(): RateOwner {
  const known = new Map<SourceFile, FileMarks>();
  return (file, offset, { family, version }) => {
    const marks = known.get(file) ?? readMarks(file);
    known.set(file, marks);
    const signs: readonly (readonly [weight: number, holds: boolean])[] = [
      [8, lastBefore(marks.versions, offset) === String(version)],
      [4, lastBefore(marks.families, offset) === family],
      [2, marks.words.has(family)],
      [2, marks.name.includes(toWords(family))],
      [1, [`_${version}_`, `_v${version}_`].some((word) => marks.name.includes(word))],
    ];
    return signs.reduce((sum, [weight, holds]) => sum + (holds ? weight : 0), 0);
  };
}

interface Mark {
  readonly offset: number;
  readonly value: string;
}

interface FileMarks {
  /** Where the file says `version: 2`, in its order. */
  readonly versions: readonly Mark[];
  readonly families: readonly Mark[];
  /** The short words that the file has in quotes. */
  readonly words: ReadonlySet<string>;
  /** `_prompts_greeting_v2_ts_` */
  readonly name: string;
}

function readMarks({ path, content }: SourceFile): FileMarks {
  return {
    versions: findMarks(content, /\bversion["']?\s*:\s*(\d+)/g),
    families: findMarks(content, /\bfamily["']?\s*:\s*["'`]([\w-]+)["'`]/g),
    words: new Set(findMarks(content, /["'`]([\w-]{1,200})["'`]/g).map(({ value }) => value)),
    name: toWords(`/${path}/`),
  };
}

function findMarks(content: string, pattern: RegExp): readonly Mark[] {
  return [...content.matchAll(pattern)].map((match) => ({
    offset: match.index,
    value: match[1] ?? "",
  }));
}

function lastBefore(marks: readonly Mark[], offset: number): string | undefined {
  return marks.findLast((mark) => mark.offset < offset)?.value;
}

function toWords(name: string): string {
  return name.toLowerCase().replaceAll(/[-_./]+/g, "_");
}
