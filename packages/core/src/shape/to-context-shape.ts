import type { JsonValue } from "../json/json-value.js";
import { findCurrencies } from "./currencies.js";
import type { HidesName } from "./field-path.js";
import { readFields } from "./fields.js";
import { findLanguage } from "./language.js";
import { findMarkup } from "./markup.js";
import { readContext, takeSamples } from "./read-context.js";
import { countSigns } from "./signs.js";
import { toPower } from "./to-power.js";

/** Raised when the same context has another shape than before. */
export const shapeVersion = 2;

/**
 * What a context looks like, as single features: sorted, each once, at most 40, each of at most 60
 * characters. No feature holds a value; of names, only those that look like a program's.
 */
export type ContextShape = readonly string[];

interface ContextShapeOptions {
  /** Says of names that look like a program's which must not be told all the same. Pure. Default: none. */
  readonly hidesName?: HidesName | undefined;
}

/**
 * The features of a context. It never throws but for what `hidesName` throws, and the order of properties and of a list's items changes nothing.
 * - `length:2^9`: characters of all texts and numbers, rounded down to a power of two; `length:0` for none.
 * - `script:latin`, `script:han`, …: each script with at least a tenth of the letters, at most three; `script:mixed`
 *   where there are several, `script:none` without letters.
 * - `language:en`: by the script or by the most usual words (ISO 639-1); `language:unknown` where at least twelve words
 *   decide nothing; left out where there are fewer.
 * - `numbers:0%`, `1-5%`, `5-20%`, `20-50%`, `50-100%`: the share of digits among the signs that are no space.
 * - `currency:eur`: signs and codes (ISO 4217), the four most usual; `dollar` and `yen_or_yuan` where a sign has several.
 * - `list:items:2^3`: a list's length, rounded down to a power of two; of several lists at one path the longest.
 * - `missing:product.brand`: null, or there in some items of a list and not in others.
 * - `empty:product.brand`: a text without a letter, digit or sign, or an object without properties.
 * - `markup:html`, `markup:markdown`, `markup:code`, `markup:json`: what a text is written in.
 *
 * Items of a list have the list's path. A name that does not look like an identifier is `*`, and so is one that holds
 * a vendor's key or that `hidesName` hides, and each of an object with more than 30. Of lists, missing and empty fields the first seven paths are told, and `list:more` that
 * there are others. Of long contexts 16,384 characters are read: of each text its part, from its beginning.
 */
export function toContextShape(
  context: JsonValue,
  { hidesName = hidesNone }: ContextShapeOptions = {},
): ContextShape {
  const contents = readContext(context, hidesName);
  const samples = takeSamples(contents.texts);
  const signs = countSigns(samples, contents.numbers);
  const features = [
    `length:${toPower(contents.length)}`,
    ...toScripts(signs.scripts),
    ...findLanguage(samples, signs.scripts),
    `numbers:${toShare(signs.digits, signs.all)}`,
    ...findCurrencies(samples),
    ...findMarkup(samples),
    ...readFields(contents),
  ];
  return [...new Set(features)].sort();
}

function hidesNone(): boolean {
  return false;
}

function toScripts(scripts: ReadonlyMap<string, number>): readonly string[] {
  const letters = [...scripts.values()].reduce((sum, count) => sum + count, 0);
  if (letters === 0) return ["script:none"];
  const main = [...scripts]
    .filter(([, count]) => count * 10 >= letters)
    .sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1))
    .slice(0, 3)
    .map(([script]) => `script:${script}`);
  return main.length > 1 ? [...main, "script:mixed"] : main;
}

function toShare(digits: number, all: number): string {
  const share = all === 0 ? 0 : digits / all;
  if (share < 0.01) return "0%";
  if (share < 0.05) return "1-5%";
  if (share < 0.2) return "5-20%";
  return share < 0.5 ? "20-50%" : "50-100%";
}
