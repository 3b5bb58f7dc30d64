import { extname } from "node:path";
import type { Dataset } from "@promptrail/core";
import { csv } from "../../datasets/csv/csv.js";
import type { CsvSettings } from "../../datasets/csv-settings.js";
import { datasetError } from "../../datasets/dataset-error.js";
import { type DatasetPath, toFilePath } from "../../datasets/dataset-file.js";
import type { DatasetFile, DatasetFormat } from "../../datasets/dataset-origin.js";
import { jsonl } from "../../datasets/jsonl.js";
import { yaml } from "../../datasets/yaml/yaml.js";

const formats: Readonly<Record<string, DatasetFormat>> = {
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".csv": "csv",
  ".tsv": "csv",
};

/**
 * A dataset file by its path; the ending says the format: `.jsonl`, `.ndjson`, `.yaml`, `.yml`, `.csv` or `.tsv`.
 *
 * @throws PromptrailError `dataset_invalid` for another ending.
 */
export function toDatasetFile(path: DatasetPath, settings: CsvSettings = {}): DatasetFile {
  const file = toFilePath(path);
  const format = formats[extname(file).toLowerCase()];
  if (format !== undefined) return { file, format, settings };
  throw datasetError(
    { source: file, line: null },
    `the file's ending names no format. Rename it: a dataset's file ends with one of ${Object.keys(formats).join(", ")}.`,
  );
}

/** Whether a text may be the path of a dataset file, by its ending. */
export function isDatasetPath(text: string): boolean {
  return Object.hasOwn(formats, extname(text).toLowerCase());
}

/** The cases of a dataset file. */
export function readDatasetFile({ file, format, settings }: DatasetFile): Dataset {
  if (format === "csv") return csv(file, settings);
  return format === "yaml" ? yaml(file, settings) : jsonl(file, settings);
}
