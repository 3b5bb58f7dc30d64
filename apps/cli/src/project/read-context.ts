import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readText } from "node:stream/consumers";
import { type JsonObject, PromptrailError } from "@promptrail/core";
import { contextLosesDigits, isJsonObject, readJson } from "@promptrail/core/portable";

/**
 * The template variables of one call: JSON text, a JSON file, or `-` for standard input.
 *
 * @throws PromptrailError `request_invalid`; `context_invalid` for a number that would lose digits.
 */
export async function readContext(folder: string, source: string | undefined): Promise<JsonObject> {
  if (source === undefined) return {};
  const text = source.trimStart().startsWith("{") ? source : await readSource(folder, source);
  const read = readJson(text);
  if (read !== undefined && read.lost !== null) throw contextLosesDigits(read.lost);
  if (isJsonObject(read?.value)) return read.value;
  throw new PromptrailError(
    "request_invalid",
    'The context must be a JSON object of variables, such as \'{"product": {"name": "Lamp"}}\', or the name of a file that contains one.',
  );
}

async function readSource(folder: string, source: string): Promise<string> {
  if (source === "-") return readText(process.stdin);
  try {
    return await readFile(resolve(folder, source), "utf8");
  } catch (error) {
    throw new PromptrailError(
      "request_invalid",
      `The context file "${source}" cannot be read. Give a JSON file, JSON text, or - for standard input.`,
      {},
      error,
    );
  }
}
