import type { JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "../../json-shape.js";
import { createSeededChoice } from "../../seeded-choice.js";
import type { CountedUnit, NamedText, StatedRule } from "./stated-rule.js";

/** What a rule is held against. */
export interface JudgedText {
  readonly answer: string;
  readonly input: JsonValue;
  readonly reference: JsonValue;
}

/** Nearer to a limit than this share of it, a count is a guess … */
const unsureWithin = 0.1;
/** … which is wrong this often. */
const wrongGuesses = 1 / 3;
/** How often what is there is overlooked. */
const overlooked = 1 / 40;
/** The share of a text's words that names it. */
const namingShare = 0.75;

/** Whether an answer keeps a rule, as a small model sees it: always the same for the same answer. */
export function keepsRule(rule: StatedRule, judged: JudgedText): boolean {
  const { answer } = judged;
  switch (rule.kind) {
    case "anything":
      return true;
    case "count":
      return keepsCount(rule, answer);
    case "begins":
      return answer.trimStart().toLowerCase().startsWith(rule.phrase.toLowerCase());
    case "ends":
      return answer.trimEnd().toLowerCase().endsWith(rule.phrase.toLowerCase());
    case "contains":
      return keepsPhrases(rule, answer);
    case "names":
      return namesText(rule.text, judged);
    case "known_numbers":
      return findNumbers(answer).every((number) =>
        findNumbers(toFlatText(judged.input)).includes(number),
      );
  }
}

/** What a rule names and the case has not, as the rubric says it: a mistyped name would hold for every answer. Null where there is none. */
export function findMissing(rules: readonly StatedRule[], judged: JudgedText): string | null {
  for (const rule of rules) {
    if (rule.kind !== "names") continue;
    const { block, path } = rule.text;
    if (path.reduce(readKey, judged[block] as JsonValue | undefined) === undefined) {
      return `the ${block}'s ${path.join(".")}, which is not there`;
    }
  }
  return null;
}

function keepsCount(
  { unit, least, most }: Extract<StatedRule, { kind: "count" }>,
  answer: string,
): boolean {
  const count = countUnits(unit, answer);
  const keeps = count >= least && count <= most;
  const isNear = [least, most].some(
    (limit) =>
      limit > 0 &&
      Number.isFinite(limit) &&
      Math.abs(count - limit) <= limit * unsureWithin &&
      unit !== "sentences",
  );
  const isWrong =
    isNear && createSeededChoice(answer).happens(`count ${unit} ${least} ${most}`, wrongGuesses);
  return keeps !== isWrong;
}

function countUnits(unit: CountedUnit, text: string): number {
  if (unit === "characters") return [...text].length;
  if (unit === "words") return findWords(text).length;
  return [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].length;
}

function keepsPhrases(
  { phrases, wanted }: Extract<StatedRule, { kind: "contains" }>,
  answer: string,
): boolean {
  const sees = (phrase: string) => containsWords(answer, phrase) && !isOverlooked(answer, phrase);
  if (wanted === "all") return phrases.every(sees);
  return phrases.some(sees) === (wanted === "any");
}

/** Whole words in their order; `best` is not in `bestow`. */
function containsWords(text: string, phrase: string): boolean {
  const edge = (letter: string | undefined) =>
    /[\p{L}\p{N}]/u.test(letter ?? "") ? "(?:^|$|[^\\p{L}\\p{N}])" : "";
  const escaped = phrase.toLowerCase().replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
  return new RegExp(`${edge(phrase.at(0))}${escaped}${edge(phrase.at(-1))}`, "u").test(
    text.toLowerCase(),
  );
}

function namesText({ block, path }: NamedText, judged: JudgedText): boolean {
  const found = path.reduce(readKey, judged[block] as JsonValue | undefined);
  // What has no value cannot be left out.
  if (found === undefined || found === null) return true;
  const words = findTellingWords(toFlatText(found));
  const known = new Set(findWords(judged.answer).map(toStem));
  const named = words.filter((word) => known.has(toStem(word))).length;
  if (named < Math.ceil(words.length * namingShare)) return false;
  return !isOverlooked(judged.answer, path.join("."));
}

function readKey(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (isJsonList(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The values alone: no model is asked to name keys. */
function toFlatText(value: JsonValue): string {
  if (isJsonList(value)) return value.map(toFlatText).join("\n");
  if (isJsonObject(value))
    return Object.values(value)
      .map((each) => toFlatText(each ?? null))
      .join("\n");
  return value === null ? "" : String(value);
}

function isOverlooked(answer: string, what: string): boolean {
  return createSeededChoice(answer).happens(`overlook ${what}`, overlooked);
}

function findWords(text: string): readonly string[] {
  return [...new Intl.Segmenter("en", { granularity: "word" }).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.toLowerCase());
}

const smallWords: ReadonlySet<string> = new Set(
  "a an and are as at be but by do does for from has have i in is it its my no not of on or our so that the this to was we with you your".split(
    " ",
  ),
);

function findTellingWords(text: string): readonly string[] {
  const all = findWords(text);
  const telling = all.filter((word) => !smallWords.has(word));
  return telling.length === 0 ? all : telling;
}

/** `invoice` and `invoices` are one word; other words for the same are not known. */
function toStem(word: string): string {
  const stem = word.replace(/['’]s$/u, "").replace(/(?:ing|ed|es|s|e)$/u, "");
  return stem.length > 2 ? stem : word;
}

function findNumbers(text: string): readonly number[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/gu)].map(([digits]) =>
    Number(digits.replaceAll(",", "")),
  );
}
