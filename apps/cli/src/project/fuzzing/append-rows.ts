import { appendFileSync, existsSync } from "node:fs";
import { resolve } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { type Case, isPromptrailError, PromptrailError } from "@promptrail/core";
import { writing } from "@promptrail/core/state-folder";
import {
  changeDataset,
  type DatasetFile,
  isDatasetPath,
  parseRow,
  readCases,
} from "@promptrail/evals/datasets";
import type { DatasetRow } from "@promptrail/evals/fuzz";
import { findTargetFile } from "../datasets/find-dataset.js";
import { requireWritableFile } from "../files/wanted-file.js";

/** A row that is no case of the dataset, and why, without a value of it. */
interface UnfitRow {
  readonly id: string;
  readonly why: string;
}

/** What came of rows that were to be added to a dataset. */
export interface AppendedRows {
  /** As its user named it. */
  readonly file: string;
  readonly added: readonly string[];
  /** Ids that the file has already: these rows stay as they are. */
  readonly present: readonly string[];
  readonly unfit: readonly UnfitRow[];
}

/** @throws PromptrailError `request_invalid` for a file that is no dataset by its name. */
export function requireDatasetName(name: string): string {
  if (isDatasetPath(name)) return name;
  throw new PromptrailError(
    "request_invalid",
    `Cases are written into a dataset's file, so "${name}" must end with .jsonl, .yaml or .csv. Name the file of the suite, or a new one.`,
    { file: name },
  );
}

interface CasesFile {
  readonly loaded: LoadedConfig;
  readonly folder: string;
  readonly name: string;
}

/**
 * Before anything is paid for.
 *
 * @throws PromptrailError `file_unwritable`; `request_invalid`; `dataset_invalid` for a file that cannot be read.
 */
export async function requireAppendable({ loaded, folder, name }: CasesFile): Promise<void> {
  const path = resolve(folder, name);
  await requireWritableFile({ path, name, what: "case" });
  if (existsSync(path)) await writing(path, () => appendFileSync(path, ""));
  await readCases(findTargetFile(loaded, path));
}

/**
 * Adds rows to a dataset's file, which is made where it is absent: whole or not at all, in its own form, and so that what the file has stays.
 *
 * @throws PromptrailError `file_unwritable`; `request_invalid`; `dataset_invalid` where the form of the file cannot hold a case.
 */
export async function appendRows(
  { loaded, folder, name }: CasesFile,
  rows: readonly DatasetRow[],
): Promise<AppendedRows> {
  const target = findTargetFile(loaded, resolve(folder, name));
  const known = new Set((await readCases(target)).map(({ id }) => id));
  const fresh = rows.filter(({ id }) => !known.has(id));
  const add: Case[] = [];
  const unfit: UnfitRow[] = [];
  for (const row of fresh) {
    const read = await toCase(row, target);
    if ("why" in read) unfit.push(read);
    else add.push(read);
  }
  if (add.length > 0) await changeDataset(target, { add });
  return {
    file: name,
    added: add.map(({ id }) => id),
    present: rows.filter(({ id }) => known.has(id)).map(({ id }) => id),
    unfit,
  };
}

async function toCase(row: DatasetRow, { settings }: DatasetFile): Promise<Case | UnfitRow> {
  try {
    return await parseRow(row, { source: "the case", line: null }, settings);
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    return { id: row.id, why: error.message };
  }
}
