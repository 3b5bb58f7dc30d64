import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonObject } from "../json-shape.js";
import { claims, comparisons, noComparisons, praiseWords } from "./claims.js";
import { type Fault, unsupported } from "./fault.js";
import { findNumberFaults } from "./find-number-faults.js";
import type { Judged } from "./read-judged.js";
import type { AskedRules } from "./read-rubric.js";

/** What a small model finds: it reads words and numbers, and neither converts units nor knows every phrase. */
export function findFaults({ product, answer }: Judged, rules: AskedRules): readonly Fault[] {
  const data = toDataText(product);
  return [
    ...(rules.accuracy ? [...findClaims(answer, data), ...findNumberFaults(answer, data)] : []),
    ...findVoice(answer, rules),
    ...(rules.noSuperlatives ? findSuperlatives(answer, data, rules.allowed) : []),
  ];
}

/** All that the data has of the product; a key whose value is `false` says that it has it not. */
function toDataText(product: JsonObject): string {
  const lines = (value: JsonValue | undefined, key: string): readonly string[] => {
    if (value === false || value === undefined || value === null) return [];
    if (isJsonObject(value)) {
      return Object.entries(value).flatMap(([name, each]) => lines(each, name));
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [`${key}: ${text}`];
  };
  return lines(product, "").join("\n").toLowerCase();
}

function findClaims(answer: string, data: string): readonly Fault[] {
  const found = claims.flatMap((words) =>
    [...answer.matchAll(words)].filter(({ index }) => !isDenied(answer, index)),
  );
  const words = found.filter(([word]) => !isStated(word, data)).map(([word]) => word);
  return [...new Set(words)].map((word) => unsupported(`"${word}"`));
}

/** "Not dishwasher safe" claims nothing. */
function isDenied(answer: string, at: number): boolean {
  const before = answer.slice(Math.max(0, at - 24), at);
  return /\b(?:no|not|without|never|nor|kein\w*|nicht|ohne)\b[^.;,]*$/iu.test(before);
}

/** The word, or its stem: "washed" is stated by "wash at 30 °C". */
function isStated(word: string, data: string): boolean {
  const plain = word.toLowerCase().replaceAll("-", " ");
  const flat = data.replaceAll("-", " ");
  if (flat.includes(plain)) return true;
  const stem = plain.replace(/(?:able|ed|ing|en|s|e)$/u, "");
  return stem.length > 3 && flat.includes(stem);
}

// Not \b: it takes the ł of "Wełniany" for a gap.
const [gapBefore, gapAfter] = ["(?<![\\p{L}\\p{M}])", "(?![\\p{L}\\p{M}])"];

/** `Sie` and `Ihr` address the reader, `sie` and `ihr` do not. */
const secondPerson = new RegExp(
  `${gapBefore}(?:[Yy]ou(?:rs?|rself)?|[Dd](?:u|ir|ich|ein\\p{L}*)|Sie|Ihr\\p{L}*)${gapAfter}`,
  "u",
);
const firstPerson = new RegExp(`${gapBefore}(?:I|[Ww]e|[Oo]urs?|[Uu]s|[Mm]y)${gapAfter}`, "u");

function findVoice(answer: string, rules: AskedRules): readonly Fault[] {
  const [own] = firstPerson.exec(answer) ?? [];
  const isAddressed = secondPerson.test(answer);
  return [
    ...(rules.secondPerson && !isAddressed
      ? [{ rule: "voice", why: "It does not address the reader." } as const]
      : []),
    ...(rules.noFirstPerson && own !== undefined
      ? [{ rule: "voice", why: `The shop writes of itself ("${own}").` } as const]
      : []),
  ];
}

function findSuperlatives(
  answer: string,
  data: string,
  allowed: readonly string[],
): readonly Fault[] {
  const text = allowed.reduce((left, phrase) => left.replaceAll(phrase, " "), answer.toLowerCase());
  const words = [
    ...[...text.matchAll(praiseWords)].map(([word]) => word),
    ...[...text.matchAll(comparisons)]
      .map(([word]) => word)
      .filter((word) => !noComparisons.test(word)),
  ].filter((word) => !data.includes(word));
  return [...new Set(words)].map((word) => ({
    rule: "superlatives",
    why: `"${word}" is a superlative that the list does not have.`,
  }));
}
