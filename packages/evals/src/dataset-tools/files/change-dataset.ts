import { readFileSync, statSync } from "node:fs";
import type { Case } from "@promptrail/core";
import { findErrorCode, toErrorText } from "@promptrail/core/errors";
import { contentDigest } from "@promptrail/core/lifecycle";
import { findEncoding } from "@promptrail/core/portable";
import { makeProjectFolders, writing } from "@promptrail/core/state-folder";
import { datasetError } from "../../datasets/dataset-error.js";
import type { DatasetFile } from "../../datasets/dataset-origin.js";
import { toRow } from "../../datasets/rows/to-row.js";
import { changeCsv } from "../texts/change-csv.js";
import { changeJsonl } from "../texts/change-jsonl.js";
import { changeYaml } from "../texts/change-yaml.js";
import type { RowChanges } from "../texts/row-changes.js";
import { readDatasetFile } from "./dataset-file-of.js";
import {
  type DraftFile,
  dropDraft,
  findPlace,
  type Place,
  putDraft,
  removeLeftDrafts,
  requireOther,
  requireWritable,
  writeDraft,
} from "./draft-file.js";

/** What is changed in a dataset's file. */
export interface DatasetChanges {
  /** Ids of cases that go. */
  readonly remove?: ReadonlySet<string>;
  /** Clusters of cases, by their ids. */
  readonly clusters?: ReadonlyMap<string, string>;
  /** Cases that come at the end. */
  readonly add?: readonly Case[];
}

/** One file that is made of a dataset. */
export interface DatasetPart {
  readonly changes: DatasetChanges;
  readonly target: string;
}

/**
 * Changes a dataset's file, or makes it: whole or not at all, and so that all other rows, comments and columns stay as they
 * are written. What would be written is read again first, and has to be what was meant.
 *
 * @throws PromptrailError `dataset_invalid` where the form of the file cannot hold a case; `file_unwritable`.
 */
export async function changeDataset(source: DatasetFile, changes: DatasetChanges): Promise<void> {
  await writeParts(source, [{ changes, target: source.file }]);
}

/**
 * Writes files that are parts of a dataset. All of them are whole beside their places before the first one is put there, so that a full
 * disk changes none. Only a process that is killed in between can leave some old and others new.
 *
 * @returns whether an earlier process was killed in the middle of it: now all are written.
 * @throws PromptrailError as `changeDataset` does.
 */
export async function writeParts(
  source: DatasetFile,
  parts: readonly DatasetPart[],
): Promise<boolean> {
  const before = readText(source.file);
  const drafts: DraftFile[] = [];
  let wasLeft = false;
  try {
    for (const part of parts) {
      await writing(part.target, async () => {
        const place = preparePlace(part.target, source.file);
        wasLeft = removeLeftDrafts(place) || wasLeft;
        drafts.push(await draftPart({ source, before, place }, part.changes));
      });
    }
    requireUnchanged(source.file, before);
    for (const draft of drafts) await writing(draft.place.file, async () => putDraft(draft));
    return wasLeft;
  } catch (error) {
    for (const draft of drafts) dropDraft(draft);
    throw error;
  }
}

function preparePlace(target: string, source: string): Place {
  makeProjectFolders(target);
  const place = findPlace(target);
  requireWritable(place);
  if (target !== source) requireOther(place, source);
  return place;
}

interface Ground {
  readonly source: DatasetFile;
  readonly before: ReadText;
  readonly place: Place;
}

async function draftPart(
  { source, before, place }: Ground,
  { remove = new Set(), clusters = new Map(), add = [] }: DatasetChanges,
): Promise<DraftFile> {
  const meant = await readMeant(source, { remove, clusters, add });
  const text = changeText(before.text, source, { remove, clusters, add: add.map(toRow) });
  const draft = writeDraft(place, text, before.mode);
  try {
    await requireMeant({ ...source, file: draft.path }, meant, source.file);
    return draft;
  } catch (error) {
    dropDraft(draft);
    throw error;
  }
}

interface ReadText {
  readonly text: string;
  /** As they stood in the file. */
  readonly bytes: Buffer;
  /** Who may read the file; null where there is none. */
  readonly mode: number | null;
}

function readText(file: string): ReadText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return { text: "", bytes: Buffer.alloc(0), mode: null };
    throw datasetError(
      { source: file, line: null },
      `the file cannot be read (${toErrorText(error)}).`,
      error,
    );
  }
  if (findEncoding(bytes) !== "utf-8") {
    throw datasetError(
      { source: file, line: null },
      "the file is UTF-16, which is read but not written. Save it as UTF-8 first.",
    );
  }
  return { text: bytes.toString("utf8"), bytes, mode: statSync(file).mode };
}

/** What an editor or another command wrote in the meantime would be lost. */
function requireUnchanged(file: string, before: ReadText): void {
  if (readText(file).bytes.equals(before.bytes)) return;
  throw datasetError(
    { source: file, line: null },
    "somebody else changed the file at the same time. Nothing was written. Do it again.",
  );
}

function changeText(
  text: string,
  { file, format, settings }: DatasetFile,
  changes: RowChanges,
): string {
  try {
    if (format === "csv") return changeCsv(text, changes, settings);
    return format === "yaml" ? changeYaml(text, changes) : changeJsonl(text, changes);
  } catch (error) {
    throw datasetError(
      { source: file, line: null },
      `the file cannot be changed: ${toErrorText(error)}. Nothing was written. Change it by hand.`,
      error,
    );
  }
}

/** The cases that the changed file has to hold, as digests in their order. */
async function readMeant(
  source: DatasetFile,
  { remove, clusters, add }: Required<DatasetChanges>,
): Promise<readonly string[]> {
  const before = await readCases(source);
  const kept = before
    .filter(({ id }) => !remove.has(id))
    .map((each) => ({ ...each, cluster: clusters.get(each.id) ?? each.cluster }));
  return [...kept, ...add].map(digest);
}

/** The cases of a file; none where it is not there yet. Throws `dataset_invalid`. */
export async function readCases(source: DatasetFile): Promise<readonly Case[]> {
  const size = statSync(source.file, { throwIfNoEntry: false })?.size ?? 0;
  return size === 0 ? [] : Array.fromAsync(readDatasetFile(source).read());
}

async function requireMeant(
  draft: DatasetFile,
  meant: readonly string[],
  file: string,
): Promise<void> {
  const place = { source: file, line: null };
  const form =
    "Nothing was written. A .jsonl file holds every case; in a CSV file name columns of numbers and lists in the setting `json`";
  // A dataset without cases is refused when it is read; whoever writes one means it.
  if (meant.length === 0) return;
  try {
    const read = await readCases(draft);
    const differs = read.findIndex((each, at) => digest(each) !== meant[at]);
    if (differs < 0 && read.length === meant.length) return;
    const id = read[differs]?.id ?? "";
    throw datasetError(place, `case "${id}" would be read otherwise than it is. ${form}.`);
  } catch (error) {
    const why = toErrorText(error).replaceAll(draft.file, file);
    if (why.startsWith(file) && why.includes(form)) throw error;
    throw datasetError(place, `the changed file could not be read: ${why} ${form}.`, error);
  }
}

function digest({ origin: _origin, ...told }: Case): string {
  return contentDigest({ ...toRow(told), tags: [...told.tags] });
}
