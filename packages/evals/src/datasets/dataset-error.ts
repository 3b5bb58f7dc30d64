import { PromptrailError } from "@promptrail/core";
import { describeLostDigits, formatPath, omitUndefined } from "@promptrail/core/portable";

/** Where a row stands: its file (or the name of a dataset in code) and its line, from 1. */
export interface RowPlace {
  readonly source: string;
  readonly line: number | null;
  /** Inside the row: `context.order.id`. */
  readonly path?: string;
}

/** `dataset_invalid`, with file and line in front; `reason` ends with the cure. Never holds a value of the row. */
export function datasetError(place: RowPlace, reason: string, cause?: unknown): PromptrailError {
  const { source, line, path } = place;
  const position = line === null ? source : `${source}:${line}`;
  return new PromptrailError(
    "dataset_invalid",
    `${position}: ${reason}`,
    omitUndefined({ file: source, line: line ?? undefined, path }),
    cause,
  );
}

/** Throws `dataset_invalid` where a number loses digits: `lost` is its path in the row, or null. */
export function requireDigits(lost: readonly PropertyKey[] | null, place: RowPlace): void {
  if (lost === null) return;
  throw datasetError({ ...place, path: formatPath(lost) }, `${describeLostDigits(lost)}.`);
}

export const noCases = "the dataset has no cases. Add at least one row, or name another file.";
