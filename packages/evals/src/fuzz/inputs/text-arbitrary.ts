import type { JsonObject } from "@promptrail/core";
import type * as FastCheck from "fast-check";
import { commonCurrencies } from "../../relations/currency-changed.js";
import { isFreeText, lastWord } from "../../relations/free-text.js";

const plainWords: readonly string[] = [
  ..."light warm blue steel cotton order late never small large quick help needed table lamp".split(
    " ",
  ),
  ..."with without and for the a two new old return size red very good broken paid garden".split(
    " ",
  ),
];

/** What people write and tests forget. */
const oddTexts: readonly string[] = [
  ..."a|?|…|0|-1|N/A|null|O'Brien & Sons|<b>bold</b>|{{ name }}|100 %|€ 1.234,56".split("|"),
  ..."軽くて丈夫なバックパック|안녕하세요|مصباح مكتب أبيض|מנורת שולחן|Größe: übergroß|ẞ|👩‍👩‍👧‍👦 🎉🎉|n̈a̧ïve".split(
    "|",
  ),
  'She said: "never again".\nThen she left.',
  "line one\r\nline two\ttabbed",
];

const formats = {
  email: "emailAddress",
  uuid: "uuid",
  guid: "uuid",
  uri: "webUrl",
  ipv4: "ipV4",
  ipv6: "ipV6",
  hostname: "domain",
} as const;

interface TextPlace {
  /** The nearest name above it. */
  readonly name: string;
  /** What stands at the same place in cases of the dataset. */
  readonly seen: readonly string[];
}

/** Texts for a place: as cases have them, plain words, and now and then an odd one, within the length of the schema. */
export function textArbitrary(
  fc: typeof FastCheck,
  schema: JsonObject,
  { name, seen }: TextPlace,
): FastCheck.Arbitrary<string> {
  const made = withinLength(usualTexts(fc, schema, name), schema);
  return seen.length === 0
    ? made
    : fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...seen) }, { weight: 1, arbitrary: made });
}

function usualTexts(
  fc: typeof FastCheck,
  { format, pattern }: JsonObject,
  name: string,
): FastCheck.Arbitrary<string> {
  const known = typeof format === "string" ? byFormat(fc, format) : null;
  if (known !== null) return known;
  const expression = typeof pattern === "string" ? toExpression(pattern) : null;
  if (expression !== null) return fc.stringMatching(expression);
  if (lastWord(name) === "currency") return fc.constantFrom(...commonCurrencies);
  const most = isFreeText({ path: [name], name, value: "" }) ? 40 : 4;
  const plain = fc
    .array(fc.constantFrom(...plainWords), { minLength: 1, maxLength: most, size: "max" })
    .map((words) => words.join(" "));
  return fc.oneof(
    { weight: 5, arbitrary: plain },
    { weight: 1, arbitrary: fc.constantFrom(...oddTexts) },
  );
}

function byFormat(fc: typeof FastCheck, format: string): FastCheck.Arbitrary<string> | null {
  if (format === "date-time" || format === "date" || format === "time") {
    const days = fc.date({
      min: new Date("1990-01-01T00:00:00Z"),
      max: new Date("2040-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const [from, to] = { "date-time": [0, 24], date: [0, 10], time: [11, 19] }[format];
    return days.map((day) => day.toISOString().slice(from, to));
  }
  return format in formats ? fc[formats[format as keyof typeof formats]]() : null;
}

/** Null for an expression that fast-check cannot make texts of, such as one that looks ahead. */
function toExpression(pattern: string): RegExp | null {
  try {
    return /\(\?[=!<]/.test(pattern) ? null : new RegExp(pattern, "u");
  } catch {
    return null;
  }
}

function withinLength(
  texts: FastCheck.Arbitrary<string>,
  { minLength, maxLength }: JsonObject,
): FastCheck.Arbitrary<string> {
  const least = typeof minLength === "number" ? minLength : 0;
  const most = typeof maxLength === "number" ? maxLength : Number.POSITIVE_INFINITY;
  return texts.map((text) => {
    const long = text.length >= least ? text : text.padEnd(least, " and so on");
    // Not within a pair of surrogates.
    return long.length <= most ? long : long.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
  });
}
