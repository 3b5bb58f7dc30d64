import type { Dataset } from "@promptrail/core";
import type { PlacedRow } from "./check-cases.js";
import type { CsvSettings } from "./csv-settings.js";
import type { RowSettings } from "./row-settings.js";

/** In which form a file holds its rows. */
export type DatasetFormat = "jsonl" | "yaml" | "csv";

/** A dataset in a file, with what is needed to read it. */
export interface DatasetFile {
  /** Absolute. */
  readonly file: string;
  readonly format: DatasetFormat;
  readonly settings: CsvSettings;
}

const files = new WeakMap<Dataset, DatasetFile>();

/** Remembers the file that a dataset is read from. */
export function readFromFile<Rows extends Dataset>(dataset: Rows, file: DatasetFile): Rows {
  files.set(dataset, file);
  return dataset;
}

/** The file of a dataset that `jsonl`, `yaml` or `csv` made; null for one that code makes. */
export function findDatasetFile(dataset: Dataset): DatasetFile | null {
  return files.get(dataset) ?? null;
}

/** How a dataset's rows are read with their places. */
export interface RowSource {
  /** The file or the name by which faults call it. */
  readonly source: string;
  readonly read: () => AsyncIterable<PlacedRow>;
  readonly settings: RowSettings;
}

const rowSources = new WeakMap<Dataset, RowSource>();

/** Remembers how the rows of a dataset are read with their places. */
export function withRows<Rows extends Dataset>(dataset: Rows, source: RowSource): Rows {
  rowSources.set(dataset, source);
  return dataset;
}

/** How a dataset's rows are read with their places; null for a dataset of another maker. */
export function findRowSource(dataset: Dataset): RowSource | null {
  return rowSources.get(dataset) ?? null;
}
