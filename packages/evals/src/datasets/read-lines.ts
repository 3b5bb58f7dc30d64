import { createReadStream } from "node:fs";
import type { PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { findEncoding } from "@promptrail/core/portable";
import { datasetError } from "./dataset-error.js";

/** In characters: a text of V8 has about twice as many at most. */
const longestLine = 256_000_000;

interface NumberedLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

interface ReadOptions {
  /** Bytes that are not UTF-8 become U+FFFD instead of an error. */
  readonly lenient?: boolean;
}

/**
 * A file's lines, one after another, without their ends; a byte order mark is dropped.
 * Only `\n` and `\r\n` end a line: `node:readline` also ends them at U+2028, which JSON texts may hold.
 * Throws `dataset_invalid` where the file cannot be read or is neither UTF-8 nor marked as UTF-16.
 */
export async function* readLines(
  file: string,
  options: ReadOptions = {},
): AsyncGenerator<NumberedLine> {
  // In pieces until its end is there: put together at each piece, a long line would take quadratic time.
  let begun: string[] = [];
  let length = 0;
  let line = 1;
  for await (const text of readText(file, options)) {
    const [first = "", ...others] = text.split("\n");
    begun.push(first);
    length += first.length;
    if (length > longestLine) throw tooLong(file, line);
    for (const other of others) {
      yield { text: withoutReturn(begun.join("")), line };
      line += 1;
      begun = [other];
      length = other.length;
    }
  }
  if (length > 0) yield { text: begun.join(""), line };
}

function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

function tooLong(file: string, line: number): PromptrailError {
  return datasetError(
    { source: file, line },
    `the line has more than ${longestLine / 1_000_000} million characters. Put each case on a line of its own.`,
  );
}

/** A file's text in pieces, without a byte order mark: UTF-8, or UTF-16 where the mark says so. Throws as `readLines` does. */
export async function* readText(file: string, options: ReadOptions = {}): AsyncGenerator<string> {
  const fatal = options.lenient !== true;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    const chunks: AsyncIterable<Buffer> = createReadStream(file);
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(findEncoding(chunk), { fatal });
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder?.decode() ?? "";
  } catch (error) {
    throw datasetError({ source: file, line: null }, describeReadProblem(error), error);
  }
}

function describeReadProblem(error: unknown): string {
  const code = findErrorCode(error);
  if (code === "ENOENT") return "the file does not exist. Correct the dataset's path.";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return 'the file is not UTF-8. Save it as UTF-8, in Excel as "CSV UTF-8".';
  }
  return `the file cannot be read (${String(code ?? error)}).`;
}
