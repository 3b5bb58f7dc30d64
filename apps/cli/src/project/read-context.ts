import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { type JsonObject, PromptrailError } from "@promptrail/core";
import {
  contextLosesDigits,
  decodeText,
  findJsonFault,
  isJsonObject,
  readJson,
  withoutMark,
} from "@promptrail/core/portable";

/**
 * The template variables of one call: JSON text, a JSON file, or `-` for standard input.
 *
 * @throws PromptrailError `request_invalid`; `context_invalid` for a number that would lose digits.
 */
export async function readContext(folder: string, source: string | undefined): Promise<JsonObject> {
  if (source === undefined) return {};
  const isText = withoutMark(source).trimStart().startsWith("{");
  const text = isText ? withoutMark(source) : await readSource(folder, source);
  const read = readJson(text);
  if (read !== undefined && read.lost !== null) throw contextLosesDigits(read.lost);
  if (isJsonObject(read?.value)) return read.value;
  throw new PromptrailError(
    "request_invalid",
    `${read === undefined ? describeFault(text, isText ? null : source) : ""}The context must be a JSON object of variables, such as '{"product": {"name": "Lamp"}}', or the name of a file that holds one.`,
  );
}

function describeFault(text: string, source: string | null): string {
  const { line, column } = findJsonFault(text) ?? { line: 1, column: 1 };
  const what = source === null ? "" : source === "-" ? "Standard input " : `The file "${source}" `;
  return `${what === "" ? "It " : what}is not JSON from line ${line}, column ${column} on. `;
}

async function readSource(folder: string, source: string): Promise<string> {
  if (source === "-") return decodeText(await buffer(process.stdin));
  try {
    return decodeText(await readFile(resolve(folder, source)));
  } catch (error) {
    throw new PromptrailError(
      "request_invalid",
      `The context file "${source}" cannot be read. Give a JSON file, JSON text, or - for standard input.`,
      {},
      error,
    );
  }
}
