import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { readField } from "../../relations/json-fields.js";
import type { RunAnswer } from "../../runner/run-answer.js";
import { findEdits } from "../shrink/edits.js";

const word = /[\p{L}\p{N}]+/gu;
/** As many words of a text in a row are a quotation of it; all of them, where it has fewer. */
const fewestWords = 3;

/** The texts that a change has put into an input, each as its words in lower case. */
export function findPutIn(from: JsonObject, to: JsonObject): readonly (readonly string[])[] {
  const texts = findEdits(from, to).flatMap((edit) =>
    "value" in edit ? toPutIn(readField(from, edit.path), edit.value) : [],
  );
  return texts.filter((words) => words.length > 0);
}

function toPutIn(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly (readonly string[])[] {
  if (typeof after === "string") {
    const [old, now] = [typeof before === "string" ? toWords(before) : [], toWords(after)];
    let head = 0;
    while (head < old.length && old[head] === now[head]) head += 1;
    return [now.slice(head)];
  }
  if (isJsonList(after)) return after.flatMap((item) => toPutIn(undefined, item));
  if (isJsonObject(after)) return Object.values(after).flatMap((item) => toPutIn(undefined, item));
  return [];
}

/** The answer without what only repeats these texts, as evals and relations are to read it; what is shown of it stays. */
export function leaveOutRepeated(
  answer: RunAnswer,
  texts: readonly (readonly string[])[],
): RunAnswer {
  const keptText = answer.keptText ?? { read: () => answer.text };
  const data = answer.data === null ? null : cutJson(answer.data, texts);
  const parsed = parse(answer.text);
  const text = parsed === null ? cutText(answer.text, texts) : toText(parsed, answer.text, texts);
  return text === answer.text && data === answer.data
    ? answer
    : { ...answer, keptText, text, data };
}

/** JSON stays JSON: a text that it holds may be written with escapes. */
function toText(parsed: JsonValue, written: string, texts: readonly (readonly string[])[]): string {
  const cut = cutJson(parsed, texts);
  return JSON.stringify(cut) === JSON.stringify(parsed) ? written : JSON.stringify(cut);
}

function parse(text: string): JsonValue | null {
  if (!/^\s*[[{"]/.test(text)) return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function cutJson(value: JsonValue, texts: readonly (readonly string[])[]): JsonValue {
  if (typeof value === "string") return cutText(value, texts);
  if (isJsonList(value)) return value.map((item) => cutJson(item, texts));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, cutJson(item, texts)]),
  );
}

function cutText(text: string, texts: readonly (readonly string[])[]): string {
  const said = [...text.matchAll(word)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const words = said.map((each) => each.word);
  let rest = "";
  let copied = 0;
  for (let at = 0; at < said.length; ) {
    const length = Math.max(0, ...texts.map((each) => countRepeated(words, at, each)));
    if (length > 0) {
      rest += text.slice(copied, said[at]?.from);
      copied = said[at + length - 1]?.to ?? text.length;
    }
    at += Math.max(1, length);
  }
  return copied === 0 ? text : rest + text.slice(copied);
}

/** How many words from here on stand in the text in the same order; 0 where they are too few for a quotation. */
function countRepeated(words: readonly string[], from: number, text: readonly string[]): number {
  let longest = 0;
  for (let start = 0; start < text.length; start += 1) {
    let length = 0;
    while (start + length < text.length && words[from + length] === text[start + length]) {
      length += 1;
    }
    longest = Math.max(longest, length);
  }
  return longest >= Math.min(fewestWords, text.length) ? longest : 0;
}

function toWords(text: string): readonly string[] {
  return [...text.matchAll(word)].map(([found]) => found.toLowerCase());
}
