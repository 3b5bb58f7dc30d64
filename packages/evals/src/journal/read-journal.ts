import { PromptrailError } from "@promptrail/core";
import { parseJson } from "@promptrail/core/portable";
import { type JournalHeader, parseHeader } from "./journal-header.js";
import { parseLine } from "./journal-line.js";
import { type PlacedLine, readPlacedLines } from "./journal-lines.js";

/** Where a case's line stands in a journal. */
export type LinePlace = Pick<PlacedLine, "start" | "length">;

interface WrittenJournal {
  /** Null where there is nothing to go on from: no whole line, or lines of an earlier form. */
  readonly header: JournalHeader | null;
  /** By the case's id: an answer may be long, and is read when its case is judged. */
  readonly places: ReadonlyMap<string, LinePlace>;
  /** True where the last line has no end. */
  readonly isTorn: boolean;
}

const nothing: WrittenJournal = { header: null, places: new Map(), isTorn: false };

/**
 * Finds what earlier runs wrote. A line that a crash cut off, or that somebody changed, is passed over:
 * its case runs again. Throws `request_invalid` for a file whose first line is no journal header.
 */
export async function readJournal(file: string): Promise<WrittenJournal> {
  let header: JournalHeader | null = null;
  const places = new Map<string, LinePlace>();
  let isTorn = false;
  for await (const { text, start, length, isEnded } of readPlacedLines(file)) {
    isTorn = !isEnded;
    if (header !== null) {
      const answered = parseLine(header, text);
      if (answered !== null) places.set(answered.id, { start, length });
      continue;
    }
    const found = parseHeader(parseJson(text));
    if (found === "outdated" || isTorn) return nothing;
    if (found === null) throw noJournal(file);
    header = found;
  }
  return { header, places, isTorn };
}

function noJournal(file: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `${file} is not a journal of an eval run, and was left as it is. Delete it to begin again.`,
    { file },
  );
}
