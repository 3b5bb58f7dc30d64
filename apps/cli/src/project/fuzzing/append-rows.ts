import { appendFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { isJsonObject, parseJson, withoutMark } from "@promptrail/core/portable";
import { makeProjectFolders, writing } from "@promptrail/core/state-folder";
import type { DatasetRow } from "@promptrail/evals/fuzz";
import { readOptionalFile } from "../files/read-optional-file.js";
import { requireWritableFile } from "../files/wanted-file.js";

/** What came of rows that were to be added to a dataset. */
export interface AppendedRows {
  /** As its user named it. */
  readonly file: string;
  readonly added: readonly string[];
  /** Ids that the file has already: these rows stay as they are. */
  readonly present: readonly string[];
}

/** @throws PromptrailError `request_invalid` for a file that is no JSONL by its name. */
export function requireJsonl(name: string): string {
  if (extname(name).toLowerCase() === ".jsonl") return name;
  throw new PromptrailError(
    "request_invalid",
    `Cases are written as JSON Lines, so "${name}" must end with .jsonl. Name the file that \`jsonl\` reads in the suite, or a new one.`,
    { file: name },
  );
}

/**
 * Before anything is paid for.
 *
 * @throws PromptrailError `file_unwritable`, `request_invalid` for a file that cannot be read, or has other lines than rows.
 */
export async function requireAppendable(folder: string, name: string): Promise<void> {
  const path = resolve(folder, name);
  const text = await readOptionalFile(path);
  if (text === null) {
    await requireWritableFile({ path, name, what: "case" });
    return;
  }
  readIds(text, name);
  await writing(path, () => appendFileSync(path, ""));
}

/**
 * Appends rows to a dataset's file, which is made where it is absent. What the file has stays, byte by byte.
 *
 * @throws PromptrailError `file_unwritable`, `request_invalid` for a file that cannot be read, or has other lines than rows.
 */
export async function appendRows(
  folder: string,
  name: string,
  rows: readonly DatasetRow[],
): Promise<AppendedRows> {
  const path = resolve(folder, name);
  const text = (await readOptionalFile(path)) ?? "";
  const known = readIds(text, name);
  const fresh = rows.filter(({ id }) => !known.has(id));
  const present = rows.filter(({ id }) => known.has(id)).map(({ id }) => id);
  if (fresh.length > 0) {
    makeProjectFolders(path);
    const start = text === "" || text.endsWith("\n") ? "" : "\n";
    const lines = fresh.map((row) => `${JSON.stringify(row)}\n`).join("");
    await writing(path, () => appendFileSync(path, `${start}${lines}`));
  }
  return { file: name, added: fresh.map(({ id }) => id), present };
}

/** Rows behind the lines of evidence or of labels would spoil both. */
function readIds(text: string, name: string): ReadonlySet<unknown> {
  const ids = new Set<unknown>();
  for (const [at, line] of text.split("\n").entries()) {
    const plain = withoutMark(line);
    if (plain.trim() === "") continue;
    const row = parseJson(plain);
    if (!isJsonObject(row) || !("id" in row) || !("context" in row)) {
      throw new PromptrailError(
        "request_invalid",
        `"${name}", line ${at + 1}, is not a case: it is not a JSON object with "id" and "context". Nothing was written. Name a dataset's file, or a new one.`,
        { file: name },
      );
    }
    ids.add(row["id"]);
  }
  return ids;
}
