import type { Dataset } from "@promptrail/core";
import { readJson, withoutMark } from "@promptrail/core/portable";
import { checkCases, type PlacedRow } from "./check-cases.js";
import { datasetError, requireDigits } from "./dataset-error.js";
import { type DatasetPath, toDatasetName, toFilePath } from "./dataset-file.js";
import { readFromFile, withRows } from "./dataset-origin.js";
import { readLines } from "./read-lines.js";
import type { RowSettings } from "./row-settings.js";
import { requireDatasetSettings } from "./settings/require-dataset-settings.js";

/**
 * Cases in a JSON Lines file, `{ "id", "context", "ground_truth"?, "tags"?, "cluster"?, "earlier_turns"?, "turns"? }`
 * a line; empty lines are passed over. Read line by line. Throws `invalid_definition` for settings that do not fit, and `dataset_invalid` with file and line while it is read.
 */
export function jsonl<Context = unknown, GroundTruth = unknown>(
  path: DatasetPath,
  settings: RowSettings<Context, GroundTruth> = {},
): Dataset<Context, GroundTruth> {
  requireDatasetSettings("jsonl", path, settings);
  const file = toFilePath(path);
  const dataset: Dataset<Context, GroundTruth> = {
    name: settings.name ?? toDatasetName(path),
    read: (again) => checkCases(file, readRows(file), { ...settings, again }),
  };
  const rows = { source: file, read: () => readRows(file), settings };
  return readFromFile(withRows(dataset, rows), { file, format: "jsonl", settings });
}

async function* readRows(file: string): AsyncGenerator<PlacedRow> {
  for await (const { text: written, line } of readLines(file)) {
    // Files that were put together have a mark wherever one of them began.
    const text = withoutMark(written);
    if (text.trim() === "") continue;
    const place = { source: file, line };
    // The parser's own message quotes the line, which may hold a customer's data.
    const read = readJson(text);
    if (read === undefined) throw datasetError(place, notJson);
    requireDigits(read.lost, place);
    yield { row: read.value, place };
  }
}

const notJson =
  "the line is not JSON. Each line must contain one whole JSON object, without line breaks in it and without a comma after it.";
