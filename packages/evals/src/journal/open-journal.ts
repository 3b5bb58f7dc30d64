import { existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { makeFolder } from "@promptrail/core/state-folder";
import type { z } from "zod";
import {
  type CaseResult,
  caseResultSchema,
  type PairedCaseResult,
  pairedCaseResultSchema,
} from "../runner/case-result.js";
import { describeDifference, type JournalHeader } from "./journal-header.js";
import { readJournal } from "./read-journal.js";

/** A file that takes each finished case of a run, so that a stopped run goes on where it stopped. */
export interface Journal<Result> {
  /** What earlier runs left: give it to the run as `previous`. */
  readonly previous: readonly Result[];
  /** Give it to the run as `onResult`. */
  readonly append: (result: Result) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface JournalSettings {
  /** The file; it and its folder are made where they are absent. */
  readonly path: string;
  readonly header: JournalHeader;
}

/** The journal of a run of one version. Throws `request_invalid` where the file belongs to another run. */
export function openJournal(settings: JournalSettings): Promise<Journal<CaseResult>> {
  return openWith(settings, caseResultSchema);
}

/** The journal of a run of two versions. Throws `request_invalid` where the file belongs to another run. */
export function openPairedJournal(settings: JournalSettings): Promise<Journal<PairedCaseResult>> {
  return openWith(settings, pairedCaseResultSchema);
}

const fileMode = 0o600;

async function openWith<Result>(
  { path, header }: JournalSettings,
  schema: z.ZodType<Result>,
): Promise<Journal<Result>> {
  const written = existsSync(path) ? await readJournal(path, schema) : null;
  if (written !== null && written.header !== null) {
    const difference = describeDifference(path, written.header, header);
    if (difference !== "") throw new PromptrailError("request_invalid", difference, { file: path });
  }
  makeFolder(dirname(path));
  // What a model answered to whom is nobody else's business; one of before is closed to others, too.
  const file = await open(path, written?.header === null ? "w" : "a", fileMode);
  await file.chmod(fileMode).catch(() => {});
  if (!written?.header) await appendLine(file, { journal: 1, ...header });
  // A line that a crash cut off is ended here, so that the next one stands alone; readers pass it over.
  else if (written.isTorn) await file.appendFile("\n");
  return {
    previous: written?.results ?? [],
    append: (result) => appendLine(file, result),
    close: () => file.close(),
  };
}

async function appendLine(file: FileHandle, value: unknown): Promise<void> {
  await file.appendFile(`${JSON.stringify(value)}\n`);
}
