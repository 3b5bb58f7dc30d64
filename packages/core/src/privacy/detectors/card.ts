import type { BuiltIn } from "../built-in.js";
import type { Span } from "../redactor.js";
import { withAsciiSigns } from "./ascii-signs.js";
import { isIssued } from "./card-issuers.js";
import { type Gap, gap, readGap } from "./gaps.js";

/** Digits in groups. */
const run = new RegExp(String.raw`(?<![A-Za-z\d])\d+(?:${gap}\d+)*`, "g");
const group = new RegExp(String.raw`(${gap}|)(\d+)`, "gy");
/** Thirteen digits, near each other. */
const near = new RegExp(String.raw`\d(?:${gap}?\d){12}`);

/**
 * Payment cards: 13 to 19 digits, a range that an issuer has, and the check digit of ISO/IEC 7812 (Luhn). With spaces or
 * dashes between groups they are found among other numbers, too; with signs that lists have as well, alone.
 */
export const cardDetector: BuiltIn = {
  name: "card",
  version: 2,
  find(text) {
    const ascii = withAsciiSigns(text);
    return near.test(ascii) ? findCards(ascii) : [];
  },
};

function findCards(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: digits, index } of text.matchAll(run)) {
    if (digits.length < 13) continue;
    const groups = readGroups(digits, index);
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
  /** What stands before it; empty for the first of a run. */
  readonly before: string;
}

function readGroups(text: string, start: number): Group[] {
  return [...text.matchAll(group)].map(({ 1: before = "", 2: digits = "", index }) => ({
    start: start + index + before.length,
    digits,
    before,
  }));
}

/** A card whose first group is this one: groups around it may belong to something else. */
function findCardAt(groups: readonly Group[], first: number): Span | null {
  let digits = "";
  let found: Span | null = null;
  for (let last = first; last < groups.length; last += 1) {
    const next = groups[last];
    if (next === undefined || digits.length + next.digits.length > 19) break;
    digits += next.digits;
    if (digits.length < 13 || !isCard(digits)) continue;
    if (!isWritten({ groups: groups.slice(first, last + 1), after: groups[last + 1]?.before }))
      continue;
    found = { start: groups[first]?.start ?? next.start, end: next.start + next.digits.length };
  }
  return found;
}

interface Writing {
  readonly groups: readonly Group[];
  /** What stands behind the last of them; undefined where no digits follow. */
  readonly after: string | undefined;
}

/** How cards are written: at once, in fours, as American Express and Diners do, in pairs, in single digits. Sizes of groups. */
const fours = /^(?:4 4 4 [1-4]|4 4 4 4 [1-3]|4 6 [45])$/;
const pieces = /^(?:1[3-9]|6 1[03]|8 8|4 12)$/;
const pairs = /^2(?: 2){6,8}(?: [12])?$/;
const singles = /^1(?: 1){12,18}$/;

/** Whether groups are those of a card, and of no list, decimal or other number. */
function isWritten({ groups, after }: Writing): boolean {
  const sizes = groups.map(({ digits }) => digits.length).join(" ");
  const [before = "", ...gaps] = groups.map((each) => each.before);
  if (gaps.length === 0) return pieces.test(sizes) && before !== ".";
  const [gapOfAll = ""] = gaps;
  const isEven = gaps.every((each) => each === gapOfAll);
  const isAlone = isEven && before !== gapOfAll && after !== gapOfAll;
  if (singles.test(sizes)) return isAlone && readGap(gapOfAll) !== "list";
  switch (readWidest(gaps)) {
    case "usual":
      return fours.test(sizes) || pieces.test(sizes) || pairs.test(sizes);
    case "unusual":
      return fours.test(sizes) || (pairs.test(sizes) && isAlone);
    case "list":
      return fours.test(sizes) && isEven && ![before, after].some(isListGap);
  }
}

function readWidest(gaps: readonly string[]): Gap {
  const kinds = new Set(gaps.map(readGap));
  if (kinds.has("list")) return "list";
  return kinds.has("unusual") ? "unusual" : "usual";
}

function isListGap(text: string | undefined): boolean {
  return text !== undefined && text !== "" && readGap(text) === "list";
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
