import { existsSync } from "node:fs";
import { type FileHandle, open as openFile } from "node:fs/promises";
import { dirname } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { makeFolder, writing } from "@promptrail/core/state-folder";
import type { AnsweredCase, EarlierAnswers } from "../runner/answers.js";
import { describeDifference, formatHeader, type JournalHeader } from "./journal-header.js";
import { formatLine, parseLine } from "./journal-line.js";
import { type LinePlace, readJournal } from "./read-journal.js";

/** A file that takes the answers to each case of a run, so that a stopped run goes on where it stopped. */
export interface Journal {
  /** What earlier runs left: give it to the run as `previous`, which judges it again. */
  readonly previous: EarlierAnswers;
  /** Give it to the run as `onAnswers`. */
  readonly append: (answered: AnsweredCase) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface JournalSettings {
  /** The file; it and its folder are made where they are absent. */
  readonly path: string;
  readonly header: JournalHeader;
}

const fileMode = 0o600;

/** The journal of a run of one version or of two. Throws `request_invalid` where the file belongs to another run; `file_unwritable`. */
export function openJournal(settings: JournalSettings): Promise<Journal> {
  return writing(settings.path, () => open(settings));
}

async function open({ path, header }: JournalSettings): Promise<Journal> {
  const written = existsSync(path) ? await readJournal(path) : null;
  if (written !== null && written.header !== null) {
    const difference = describeDifference(path, written.header, header);
    if (difference !== "") throw new PromptrailError("request_invalid", difference, { file: path });
  }
  makeFolder(dirname(path));
  const isNew = !written?.header;
  // What a model answered to whom is nobody else's business; one of before is closed to others, too.
  const file = await openFile(path, isNew ? "w+" : "a+", fileMode);
  await file.chmod(fileMode).catch(() => {});
  if (isNew) await file.appendFile(formatHeader(header));
  // A line that a crash cut off is ended here, so that the next one stands alone; readers pass it over.
  else if (written.isTorn) await file.appendFile("\n");
  return {
    previous: toEarlierAnswers(file, header, written?.places ?? new Map()),
    append: async (answered) => {
      const line = formatLine(header, answered);
      if (line !== null) await writing(path, () => file.appendFile(line));
    },
    close: () => file.close(),
  };
}

function toEarlierAnswers(
  file: FileHandle,
  header: JournalHeader,
  places: ReadonlyMap<string, LinePlace>,
): EarlierAnswers {
  return {
    size: places.size,
    has: (id) => places.has(id),
    read: async (id) => {
      const place = places.get(id);
      if (place === undefined) return null;
      const { buffer } = await file.read(Buffer.alloc(place.length), 0, place.length, place.start);
      const answered = parseLine(header, buffer.toString("utf8"));
      // The file may have been written to since it was looked through.
      return answered?.id === id ? answered : null;
    },
  };
}
