import { createReadStream } from "node:fs";

const lineEnd = 0x0a;

/** A line of a file, and where it stands, in bytes. */
export interface PlacedLine {
  readonly text: string;
  readonly start: number;
  readonly length: number;
  /** False for the last line of a file that does not end it. */
  readonly isEnded: boolean;
}

/** A file's lines one after another, as they were written: bytes that are no UTF-8 become U+FFFD. */
export async function* readPlacedLines(file: string): AsyncGenerator<PlacedLine> {
  let parts: Buffer[] = [];
  let start = 0;
  const finish = (isEnded: boolean): PlacedLine => {
    const bytes = Buffer.concat(parts);
    const line = { text: bytes.toString("utf8"), start, length: bytes.length, isEnded };
    parts = [];
    start += bytes.length + 1;
    return line;
  };
  const chunks: AsyncIterable<Buffer> = createReadStream(file);
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, from)) {
      parts.push(chunk.subarray(from, at));
      yield finish(true);
      from = at + 1;
    }
    parts.push(chunk.subarray(from));
  }
  if (parts.some((part) => part.length > 0)) yield finish(false);
}
