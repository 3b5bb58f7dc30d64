import type { Dataset } from "@promptrail/core";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { checkCases, type PlacedRow } from "../check-cases.js";
import { datasetError, requireDigits } from "../dataset-error.js";
import { type DatasetPath, toDatasetName, toFilePath } from "../dataset-file.js";
import { readText } from "../read-lines.js";
import type { RowSettings } from "../row-settings.js";
import { createRowReader, findLostScalar, findRepeatedKey } from "./create-row-reader.js";

/**
 * Cases in a YAML file: a list of rows, each with the keys of a JSON Lines row. The file is read as a whole:
 * take `jsonl` for large datasets. Throws `dataset_invalid` with file and line while it is read.
 */
export function yaml<Context = unknown, GroundTruth = unknown>(
  path: DatasetPath,
  settings: RowSettings<Context, GroundTruth> = {},
): Dataset<Context, GroundTruth> {
  const file = toFilePath(path);
  return {
    name: settings.name ?? toDatasetName(path),
    read: () => checkCases(file, readRows(file), settings),
  };
}

async function* readRows(file: string): AsyncGenerator<PlacedRow> {
  let text = "";
  for await (const piece of readText(file)) text += piece;
  const lines = new LineCounter();
  const settings = { lineCounter: lines, merge: true, prettyErrors: false, uniqueKeys: false };
  const { contents, errors } = parseDocument(text, settings);
  const refuse = (code: string, offset: number): never => {
    const { line } = lines.linePos(offset);
    throw datasetError({ source: file, line }, `not YAML (${code}). Correct the line.`);
  };
  const [problem] = errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
  if (problem !== undefined) refuse(problem.code, problem.pos[0]);
  const repeated = findRepeatedKey(contents);
  if (repeated !== null) refuse("DUPLICATE_KEY", repeated);
  if (contents === null) return;
  if (!isSeq(contents)) {
    throw datasetError(
      { source: file, line: 1 },
      "the file is not a list of rows. Begin each row with a dash: `- id: …`.",
    );
  }
  const readRow = createRowReader(({ reason, offset }) => {
    const { line } = lines.linePos(offset);
    throw datasetError({ source: file, line }, `${reason}. Write the values out, or correct it.`);
  });
  for (const item of contents.items) {
    const offset = isMap(item) ? item.range?.[0] : undefined;
    const line = offset === undefined ? null : lines.linePos(offset).line;
    const place = { source: file, line };
    requireDigits(findLostScalar(item), place);
    yield { row: readRow(item), place };
  }
}
