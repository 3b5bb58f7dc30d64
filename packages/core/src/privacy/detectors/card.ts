import type { BuiltIn } from "../built-in.js";
import type { Span } from "../redactor.js";
import { withAsciiDigits } from "./ascii-digits.js";
import { isIssued } from "./card-issuers.js";

/** Digits in groups, with one separator between two. */
const run = /(?<![A-Za-z\d]|\d\.)\d+(?:[ \-\u00a0\u2009\u2011\u202f]\d+)*/g;
const group = /\d+/g;

/** How cards are written: at once, in fours, as American Express and Diners do, in pairs. Sizes of groups. */
const writings =
  /^(?:1[3-9]|4 4 4 [1-4]|4 4 4 4 [1-3]|4 6 [45]|6 1[03]|8 8|4 12|2(?: 2){6,8}(?: [12])?)$/;

/** Payment cards: 13 to 19 digits, a range that an issuer has, and the check digit of ISO/IEC 7812 (Luhn). */
export const cardDetector: BuiltIn = {
  name: "card",
  version: 1,
  find(text) {
    const ascii = withAsciiDigits(text);
    return mayHold(ascii) ? findCards(ascii) : [];
  },
};

/** Thirteen digits, near each other. */
function mayHold(text: string): boolean {
  return /\d(?:[ \-\u00a0\u2009\u2011\u202f]?\d){12}/.test(text);
}

function findCards(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: digits, index } of text.matchAll(run)) {
    if (digits.length < 13) continue;
    const groups = [...digits.matchAll(group)].map((each) => ({
      start: index + each.index,
      digits: each[0],
    }));
    // Digits that letters go on from are another kind of number.
    if (/[A-Za-z]/.test(text[index + digits.length] ?? "")) groups.pop();
    for (let first = 0; first < groups.length; first += 1) {
      const span = findCardAt(groups, first);
      if (span !== null) spans.push(span);
    }
  }
  return spans;
}

interface Group {
  readonly start: number;
  readonly digits: string;
}

/** A card whose first group is this one: groups around it may belong to something else. */
function findCardAt(groups: readonly Group[], first: number): Span | null {
  let digits = "";
  let sizes = "";
  let found: Span | null = null;
  for (let last = first; last < groups.length; last += 1) {
    const next = groups[last];
    if (next === undefined || digits.length + next.digits.length > 19) break;
    digits += next.digits;
    sizes += `${last === first ? "" : " "}${next.digits.length}`;
    if (digits.length < 13 || !writings.test(sizes) || !isCard(digits)) continue;
    found = { start: groups[first]?.start ?? next.start, end: next.start + next.digits.length };
  }
  return found;
}

function isCard(digits: string): boolean {
  if (/^(\d)\1*$/.test(digits) || !isIssued(digits) || !isLuhn(digits)) return false;
  // Barcodes have 13 digits, and Germany's begin with a 4; Visa's cards with 13 digits are history.
  return digits.length !== 13 || !isBarcode(digits);
}

function isLuhn(digits: string): boolean {
  return weigh(digits, (digit, isOdd) => (isOdd ? (digit * 2) % 9 || (digit && 9) : digit));
}

/** EAN-13. */
function isBarcode(digits: string): boolean {
  return weigh(digits, (digit, isOdd) => (isOdd ? digit * 3 : digit));
}

/** Whether the weighed digits, counted from the right, add up to a multiple of ten. */
function weigh(digits: string, weight: (digit: number, isOdd: boolean) => number): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    sum += weight(digits.charCodeAt(digits.length - 1 - place) - 48, place % 2 === 1);
  }
  return sum % 10 === 0;
}
