import { PromptrailError } from "@promptrail/core";

/** Where a row stands: its file (or the name of a dataset in code) and its line, from 1. */
export interface RowPlace {
  readonly source: string;
  readonly line: number | null;
}

/** `dataset_invalid`, with file and line in front; `reason` ends with the cure. Never holds a value of the row. */
export function datasetError(place: RowPlace, reason: string, cause?: unknown): PromptrailError {
  const position = place.line === null ? place.source : `${place.source}:${place.line}`;
  return new PromptrailError(
    "dataset_invalid",
    `${position}: ${reason}`,
    { file: place.source, ...(place.line === null ? {} : { line: place.line }) },
    cause,
  );
}
