import { describeLostDigits, formatPath } from "@promptrail/core";
import { datasetError, type RowPlace } from "./dataset-error.js";

/** Throws `dataset_invalid` where a number loses digits: `lost` is its path in the row, or null. */
export function requireDigits(lost: readonly PropertyKey[] | null, place: RowPlace): void {
  if (lost === null) return;
  throw datasetError({ ...place, path: formatPath(lost) }, `${describeLostDigits(lost)}.`);
}
