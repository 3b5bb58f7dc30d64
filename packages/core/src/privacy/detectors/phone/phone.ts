import type { BuiltIn } from "../../built-in.js";
import type { Span } from "../../redactor.js";
import { withAsciiSigns } from "../ascii-signs.js";
import { between, digitsOf, isInternational } from "./phone-digits.js";
import { isPhoneName, readWordsBefore } from "./phone-words.js";

const spaces = "[ ]";

/** `+` and a country code, or `00` and one. */
const international = new RegExp(
  String.raw`(?:(?<![\w+])[+]|%2[Bb]|(?<![\w.,\-/+]|\d${spaces})00(?=[1-9]))${spaces}?\(?[1-9](?:${between}\d){7,14}(?!\d)`,
  "g",
);

/** Ways to write that say what they are: a North American area in parentheses or with dashes or dots, or a European 0. */
const national = new RegExp(
  [
    String.raw`(?<![\w.+\-/:#@$€£,]|\d${spaces})(?:`,
    String.raw`(?:1[ .\-])?(?:\(${spaces}?[2-9]\d{2}${spaces}?\)[ .\-]?\d{3}[ .\-]\d{4}|[2-9]\d{2}-\d{3}-\d{4}|[2-9]\d{2}\.[2-9]\d{2}\.\d{4}|[2-9]\d{2}${spaces}[2-9]\d{2}${spaces}\d{4})(?:${spaces}?(?:x|ext\.?)${spaces}?\d{1,6})?`,
    // Germany, Austria, Switzerland, Britain, Italy, the Netherlands: 030 1234567, (0151) 234 567 89, 020 7946 0958.
    String.raw`|\(0[1-9]\d{1,4}\)${spaces}?[\-/]?${spaces}?\d{2,8}(?:[ \-]\d{2,5}){0,3}`,
    String.raw`|0[1-9]\d{1,4}(?:${spaces}?[\-/]${spaces}?|${spaces})\d{3,8}(?:[ \-]\d{2,5}){0,3}`,
    // France, and Switzerland's second part in pairs; Australia.
    String.raw`|0[1-9](?:[ .\-]\d{2}){4}|0[1-9]\d[ ]\d{3}[ ]\d{2}[ ]\d{2}|0[2-8][ ]\d{4}[ ]\d{4}`,
    // Mobile numbers in one piece: Germany, Britain, France.
    String.raw`|01[5-7]\d{8,9}|07[1-9]\d{8}|0[67]\d{8}`,
    // Russia.
    String.raw`|8[ \-]?\(?9\d{2}\)?[ \-]\d{3}[ \-]?\d{2}[ \-]?\d{2}`,
    String.raw`)(?![\w]|[.,\-/:]\d|${spaces}?[€$£%])`,
  ].join(""),
  "g",
);

/** Anything that may be a number where words before it say that it is one. */
const announced = new RegExp(
  String.raw`(?<![\w.])[+(]?\d(?:${between}\d){6,14}(?![\w]|[.,]\d)`,
  "g",
);

const notPhone =
  /^(?:(?:19|20)\d{2}[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}|\d{1,3}(?:\.\d{1,3}){3}$|\d+\.\d+$)/;
/** A sum as people write it, and what comes after one. */
const thousands = /^\+ ?\d{1,3}(?:[ .]\d{3})+$/;
const money = /^[ ]?(?:[€$£¥%]|(?:EUR|USD|GBP|CHF|JPY)\b)/;

/** Phone numbers: with a country code, in ways to write that are no other number's, or after a word that announces one. */
export const phoneDetector: BuiltIn = {
  name: "phone",
  version: 2,
  find(text) {
    const ascii = withAsciiSigns(text);
    return mayHold(ascii) ? findNumbers(ascii) : [];
  },
  findNamed(name, text) {
    if (text.length > 40 || !isPhoneName(name)) return [];
    const isNumber = /^[\d\s+().\-/]+$/.test(withAsciiSigns(text));
    const { length } = digitsOf(withAsciiSigns(text));
    return isNumber && length >= 7 && length <= 15 ? [{ start: 0, end: text.length }] : [];
  },
};

/** Digits and what may stand between them. */
const run = /\d[\d \-/.()_~·•∙‧・%]{5,}\d/g;
/** Dates are the most usual of them, and the hour after one. */
const date = /^(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4})(?: \d{1,2})?$/;

/** Whether anything in a text has the digits of a phone number: most texts are not searched further. */
function mayHold(text: string): boolean {
  return text.match(run)?.some((each) => !date.test(each) && digitsOf(each).length >= 7) === true;
}

function findNumbers(text: string): readonly Span[] {
  return [
    ...search(text, international, readInternational),
    ...search(text, national, readNational),
    ...search(text, announced, readAnnounced),
  ];
}

interface Candidate {
  readonly text: string;
  readonly found: string;
  readonly start: number;
}

/** What of a candidate is a number, from its beginning; null where nothing is. */
type NumberReader = (candidate: Candidate) => string | null;

function search(text: string, pattern: RegExp, readNumber: NumberReader): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: found, index: start } of text.matchAll(pattern)) {
    const number = readNumber({ text, found, start });
    if (number !== null) spans.push({ start, end: start + number.length });
  }
  return spans;
}

function readInternational({ text, found, start }: Candidate): string | null {
  const number = shorten(found, (each) =>
    isInternational(digitsOf(each.replace(/^%2[Bb]/, "")).replace(/^00/, "")),
  );
  if (number === null) return null;
  const end = start + number.length;
  const isSum = thousands.test(number) && money.test(text.slice(end, end + 5));
  return isSum ? null : number;
}

function readNational({ text, found, start }: Candidate): string | null {
  const number = shorten(found, (each) => {
    const { length } = digitsOf(each.replace(/(?:x|ext).*$/, ""));
    return length >= 9 && length <= 12;
  });
  if (number === null) return null;
  return number.includes("(") || readWordsBefore(text, start) !== "other" ? number : null;
}

/** What follows a number may look like a part of it, as in `+1 415 555 0132) 3 pairs`: without its last groups. */
function shorten(found: string, isNumber: (text: string) => boolean): string | null {
  let number = found;
  while (!isNumber(number)) {
    const shorter = number.replace(/\D+\d+$/, "");
    if (shorter === number) return null;
    number = shorter;
  }
  return number;
}

function readAnnounced({ text, found, start }: Candidate): string | null {
  return !notPhone.test(found) && readWordsBefore(text, start) === "phone" ? found : null;
}
