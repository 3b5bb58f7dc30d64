import { type Case, type Dataset, isPromptrailError, type Message } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { findLostDigits, omitUndefined } from "@promptrail/core/portable";
import { checkCases, type PlacedRow } from "./check-cases.js";
import { datasetError, requireDigits } from "./dataset-error.js";
import { withRows } from "./dataset-origin.js";
import type { RowSettings } from "./row-settings.js";
import { toTurnAndOriginFields } from "./rows/to-row.js";
import { requireDatasetSettings } from "./settings/require-dataset-settings.js";

/** A case as written in TypeScript. */
export interface CaseSettings<Context, GroundTruth> {
  readonly id: string;
  readonly context: Context;
  /** Default: null. */
  readonly groundTruth?: GroundTruth;
  readonly tags?: readonly string[];
  /** Cases of one cluster (a conversation, a user, a document) are not independent. */
  readonly cluster?: string | null;
  /** Turns in front of the prompt's own last user message: examples, or a conversation that came before. */
  readonly earlierTurns?: readonly Message[] | undefined;
  /** What follows the rendered messages: what the model asked of tools, and their results. */
  readonly turns?: readonly Message[] | undefined;
  readonly origin?: Case["origin"];
}

/** Cases one after another: a list, a generator's, a stream's. */
type CaseList<Context, GroundTruth> =
  | Iterable<CaseSettings<Context, GroundTruth>>
  | AsyncIterable<CaseSettings<Context, GroundTruth>>;

/** What `cases` takes: the cases, or a function that gives them each time that the dataset is read, which is more than once. */
export type CaseSource<Context, GroundTruth> =
  | CaseList<Context, GroundTruth>
  | (() => CaseList<Context, GroundTruth> | Promise<CaseList<Context, GroundTruth>>);

/**
 * Cases written in TypeScript, or made there: a list, a function, which may be asynchronous, or a generator function, whose cases
 * are read one after another and never held together. A run reads them twice, and refuses a second time that differs.
 * Throws `dataset_invalid`, with the case's place, while they are read.
 */
export function cases<Context extends object, GroundTruth = unknown>(
  name: string,
  source: CaseSource<Context, GroundTruth>,
  settings: Omit<RowSettings, "name"> = {},
): Dataset<Context, GroundTruth> {
  requireDatasetSettings("cases", name, settings);
  const dataset: Dataset<Context, GroundTruth> = {
    name,
    read: (again) => checkCases(name, readRows(name, source), { ...settings, again }),
  };
  return withRows(dataset, { source: name, read: () => readRows(name, source), settings });
}

async function* readRows(
  name: string,
  source: CaseSource<object, unknown>,
): AsyncGenerator<PlacedRow> {
  let index = 0;
  try {
    for await (const entry of await openList(name, source)) {
      index += 1;
      yield toRow(name, entry, index);
    }
  } catch (error) {
    if (isPromptrailError(error)) throw error;
    // What the source's own code throws.
    throw datasetError(
      { source: name, line: null },
      `its cases cannot be read, after ${index} of them: ${toErrorText(error)}. Correct the code that gives them.`,
      error,
    );
  }
}

async function openList(
  name: string,
  source: CaseSource<object, unknown>,
): Promise<CaseList<object, unknown>> {
  const list: unknown = typeof source === "function" ? await source() : source;
  if (!isIterable(list)) {
    throw datasetError(
      { source: name, line: null },
      "it has no cases that can be read one after another. Give a list, or a function that returns one, or a generator function.",
    );
  }
  if (typeof source === "function" || !isUsedUp(list)) return list;
  throw datasetError(
    { source: name, line: null },
    "its cases can be read once only, and a run reads them twice. Give the generator function itself, not what it returned.",
  );
}

/** What a generator returned is its own iterator: the second reader would find nothing. */
function isUsedUp(list: CaseList<object, unknown>): boolean {
  const iterator: unknown =
    Symbol.asyncIterator in list ? list[Symbol.asyncIterator]() : list[Symbol.iterator]();
  return iterator === list;
}

function isIterable(list: unknown): list is CaseList<object, unknown> {
  return (
    typeof list === "object" &&
    list !== null &&
    (Symbol.asyncIterator in list || Symbol.iterator in list)
  );
}

function toRow(name: string, entry: unknown, index: number): PlacedRow {
  const place = { source: `${name}, case ${index}`, line: null };
  const row = isCase(entry) ? toPlainRow(entry) : entry;
  // Cases that come from a file of the user's own may have lost their digits there.
  requireDigits(findLostDigits(row), place);
  return { row, place };
}

function isCase(entry: unknown): entry is CaseSettings<object, unknown> {
  return typeof entry === "object" && entry !== null && !Array.isArray(entry);
}

function toPlainRow(entry: CaseSettings<object, unknown>): object {
  const { groundTruth, earlierTurns, turns, origin, ...rest } = entry;
  const truth = omitUndefined({ ground_truth: groundTruth });
  return { ...rest, ...truth, ...toTurnAndOriginFields({ earlierTurns, turns, origin }) };
}
