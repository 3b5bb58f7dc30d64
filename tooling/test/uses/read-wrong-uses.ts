/** One wrong use in a file of the folder `wrong`, and what the compiler says of it. */
export interface WrongUse {
  readonly file: string;
  readonly title: string;
  /** The code at which it says so begins with this. */
  readonly at: string;
  /** Stands in what it says. */
  readonly told: string;
  /** Its code, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Three lines of comment, then the code until the next use. */
const head = /^\/\/! (?<title>.*)\n\/\/! at: (?<at>.*)\n\/\/! told: (?<told>.*)$/gm;

/** The uses that a file's text marks. */
export function readWrongUses(file: string, text: string): readonly WrongUse[] {
  const heads = [...text.matchAll(head)];
  const starts = heads.map(({ index }) => text.slice(0, index).split("\n").length);
  return heads.map(({ groups: { title = "", at = "", told = "" } = {} }, index) => ({
    file,
    title,
    at,
    told,
    firstLine: (starts[index] ?? 0) + 3,
    lastLine: (starts[index + 1] ?? Number.POSITIVE_INFINITY) - 1,
  }));
}
