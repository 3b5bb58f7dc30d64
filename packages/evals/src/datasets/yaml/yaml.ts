import type { Dataset } from "@promptrail/core";
import { checkCases, type PlacedRow } from "../check-cases.js";
import { type DatasetPath, toDatasetName, toFilePath } from "../dataset-file.js";
import { readFromFile, withRows } from "../dataset-origin.js";
import type { RowSettings } from "../row-settings.js";
import { requireDatasetSettings } from "../settings/require-dataset-settings.js";

/**
 * Cases in a YAML file: a list of rows, each with the keys of a JSON Lines row. The file is read as a whole:
 * take `jsonl` for large datasets. Throws `invalid_definition` for settings that do not fit, and `dataset_invalid` with file and line while it is read.
 */
export function yaml<Context = unknown, GroundTruth = unknown>(
  path: DatasetPath,
  settings: RowSettings<Context, GroundTruth> = {},
): Dataset<Context, GroundTruth> {
  requireDatasetSettings("yaml", path, settings);
  const file = toFilePath(path);
  const dataset: Dataset<Context, GroundTruth> = {
    name: settings.name ?? toDatasetName(path),
    read: (again) => checkCases(file, readRows(file), { ...settings, again }),
  };
  const rows = { source: file, read: () => readRows(file), settings };
  return readFromFile(withRows(dataset, rows), { file, format: "yaml", settings });
}

/** What parses YAML is loaded when a file is read: most processes that import suites read none. */
async function* readRows(file: string): AsyncGenerator<PlacedRow> {
  const { readYamlRows } = await import("./read-yaml-rows.js");
  yield* readYamlRows(file);
}
