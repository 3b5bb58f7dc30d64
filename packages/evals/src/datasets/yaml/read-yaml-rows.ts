import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { PlacedRow } from "../check-cases.js";
import { datasetError, requireDigits } from "../dataset-error.js";
import { readText } from "../read-lines.js";
import { createRowReader, findLostScalar, findRepeatedKey } from "./create-row-reader.js";

/** The rows of a YAML file, with their places. */
export async function* readYamlRows(file: string): AsyncGenerator<PlacedRow> {
  let text = "";
  for await (const piece of readText(file)) text += piece;
  const lines = new LineCounter();
  const settings = { lineCounter: lines, merge: true, prettyErrors: false, uniqueKeys: false };
  const { contents, errors } = parseDocument(text, settings);
  const refuse = (code: string, offset: number): never => {
    const { line } = lines.linePos(offset);
    throw datasetError({ source: file, line }, `the line is not valid YAML (${code}). Correct it.`);
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
