import { appendFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { parseJson, withoutMark } from "@promptrail/core/portable";
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
 * @throws PromptrailError `file_unwritable`, `request_invalid` for a file that cannot be read.
 */
export async function requireAppendable(folder: string, name: string): Promise<void> {
  const path = resolve(folder, name);
  if ((await readOptionalFile(path)) === null) {
    await requireWritableFile({ path, name, what: "case" });
    return;
  }
  await writing(path, () => appendFileSync(path, ""));
}

/**
 * Appends rows to a dataset's file, which is made where it is absent. What the file has stays, byte by byte.
 *
 * @throws PromptrailError `file_unwritable`, `request_invalid` for a file that cannot be read.
 */
export async function appendRows(
  folder: string,
  name: string,
  rows: readonly DatasetRow[],
): Promise<AppendedRows> {
  const path = resolve(folder, name);
  const text = (await readOptionalFile(path)) ?? "";
  const known = new Set(text.split("\n").map(readId));
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

/** Null for what is no row. */
function readId(line: string): unknown {
  const row = parseJson(withoutMark(line));
  return typeof row === "object" && row !== null && "id" in row ? row.id : null;
}
