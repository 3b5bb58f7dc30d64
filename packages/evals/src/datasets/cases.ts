import type { Dataset } from "@promptrail/core";
import { findLostDigits } from "@promptrail/core/portable";
import { checkCases } from "./check-cases.js";
import { requireDigits } from "./dataset-error.js";
import type { RowSettings } from "./row-settings.js";

/** A case as written in TypeScript. */
export interface CaseSettings<Context, GroundTruth> {
  readonly id: string;
  readonly context: Context;
  /** Default: null. */
  readonly groundTruth?: GroundTruth;
  readonly tags?: readonly string[];
  /** Cases of one cluster (a conversation, a user, a document) are not independent. */
  readonly cluster?: string | null;
}

/** Cases written in TypeScript. Throws `dataset_invalid`, with the case's place in the list, while they are read. */
export function cases<Context extends object, GroundTruth = unknown>(
  name: string,
  list: readonly CaseSettings<Context, GroundTruth>[],
  settings: Omit<RowSettings, "name"> = {},
): Dataset<Context, GroundTruth> {
  const rows = () => list.map((entry, index) => toRow(name, entry, index));
  return { name, read: (again) => checkCases(name, rows(), { ...settings, again }) };
}

function toRow(name: string, entry: CaseSettings<object, unknown>, index: number) {
  const { groundTruth, ...rest } = entry;
  const row = groundTruth === undefined ? rest : { ...rest, ground_truth: groundTruth };
  const place = { source: `${name}, case ${index + 1}`, line: null };
  // Cases that come from a file of the user's own may have lost their digits there.
  requireDigits(findLostDigits(row), place);
  return { row, place };
}
