import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonObject } from "../json-shape.js";

/** What a judging prompt shows: the texts of its blocks, by their names in lower case. */
export interface Judged {
  /** The product whose description is judged. */
  readonly product: JsonObject;
  readonly answer: string;
}

/** What a judging prompt shows: one answer, or the two of a comparison. */
export interface ShownBlocks {
  /** JSON where the block is JSON, else its text. */
  readonly input: JsonValue;
  readonly reference: JsonValue;
  readonly answers: readonly string[];
}

/** The blocks of a judging prompt's user text, or null where it has no answer in blocks. */
export function readBlocks(user: string): ShownBlocks | null {
  const [, fence] = /^The fence of this message is ([0-9a-f]+)\.$/mu.exec(user) ?? [];
  if (fence === undefined) return null;
  const read = (name: string) => readBlock(user, name, fence);
  const answers = ["ANSWER", "FIRST", "SECOND"].flatMap((name) => read(name) ?? []);
  if (answers.length === 0) return null;
  return { input: readValue(read("INPUT")), reference: readValue(read("REFERENCE")), answers };
}

function readValue(text: string | null): JsonValue {
  if (text === null) return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** The product and its description in a judging prompt's blocks, or null where the text has none. */
export function readJudged(user: string): Judged | null {
  const [, fence] = /^The fence of this message is ([0-9a-f]+)\.$/mu.exec(user) ?? [];
  if (fence === undefined) return null;
  const answer = readBlock(user, "ANSWER", fence);
  const product = readProductJson(readBlock(user, "INPUT", fence) ?? "");
  return answer === null || product === null ? null : { product, answer };
}

function readBlock(text: string, name: string, fence: string): string | null {
  const begin = `<<<${name} ${fence}>>>\n`;
  const start = text.indexOf(begin);
  const end = text.indexOf(`\n<<<END ${name} ${fence}>>>`, start);
  return start < 0 || end < 0 ? null : text.slice(start + begin.length, end);
}

function readProductJson(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) && isJsonObject(value.product) ? value.product : null;
  } catch {
    return null;
  }
}
