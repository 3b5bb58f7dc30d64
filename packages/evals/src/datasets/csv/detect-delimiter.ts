import type { CsvSettings } from "../csv-settings.js";

export interface CsvForm {
  readonly delimiter: string;
  /** The line of the titles, from 1: Excel may write the delimiter above them. */
  readonly firstLine: number;
  /** What ends a row. Two editors may have left both in a file: the parser alone would take the first one for that of all. */
  readonly rowEnds: readonly string[];
}

/** Excel writes `;` where a comma is the sign of a decimal fraction, and a tab into its "Unicode text". */
const delimiters = [",", ";", "\t"] as const;

/** `sep=;`, by which Excel is told the delimiter. A spreadsheet fills the line up to the width of its table. */
const stated = /^"?sep=(.)"?[,;\t]*$/i;

/**
 * How a CSV file is written, told by its first lines: by a line `sep=;`, else by the delimiter that makes `id` one
 * of the titles, as every dataset has it.
 *
 * @param start the beginning of the file, with its first two lines.
 */
export function detectForm(
  start: string,
  { delimiter, columns = {} }: Pick<CsvSettings, "delimiter" | "columns">,
): CsvForm {
  const rowEnds = start.includes("\n") ? ["\r\n", "\n"] : ["\r"];
  const [first = "", second = ""] = start.split(start.includes("\n") ? /\r?\n/ : "\r");
  const told = stated.exec(first)?.[1];
  const firstLine = told === undefined ? 1 : 2;
  if (delimiter !== undefined) return { delimiter, firstLine, rowEnds };
  if (told !== undefined) return { delimiter: told, firstLine, rowEnds };
  const titles = firstLine === 1 ? first : second;
  const ids = new Set(["id", ...Object.keys(columns).filter((title) => columns[title] === "id")]);
  const found = delimiters.find((each) =>
    splitTitles(titles, each).some((title) => ids.has(title)),
  );
  return { delimiter: found ?? ",", firstLine, rowEnds };
}

function splitTitles(line: string, delimiter: string): readonly string[] {
  return line.split(delimiter).map((title) =>
    title
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}
