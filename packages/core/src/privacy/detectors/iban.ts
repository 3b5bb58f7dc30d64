import type { BuiltIn } from "../built-in.js";
import type { Span } from "../redactor.js";
import { withAsciiSigns } from "./ascii-signs.js";
import { gap } from "./gaps.js";

/** How long a country's numbers are, by the IBAN registry of SWIFT, release 99. */
const lengths =
  "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18" +
  "FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20" +
  "LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24" +
  "SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";
const lengthOf: ReadonlyMap<string, number> = new Map(
  [...lengths.matchAll(/([A-Z]{2})(\d{2})/g)].map(([, country = "", length]) => [
    country,
    Number(length),
  ]),
);

/** The check digits, and what goes on after them: few texts have such digits after two letters. */
const checkDigits = new RegExp(
  String.raw`(?<=[A-Za-z]{2}[ \-._:/]{0,2})\d\d(?=${gap}?[A-Za-z0-9]{2})`,
  "g",
);
const country = /(?:^|[^A-Za-z0-9]|[Ii][Bb][Aa][Nn])([A-Za-z]{2})[ \-._:/]{0,2}$/;
const longestCountry = "iban".length + "DE: ".length;
const separator = new RegExp(gap, "y");
/** Words that look like a country and go on like prose have fewer: `de 20 euros`. */
const fewestDigits = 8;

/** International bank account numbers: a known country, its length, and the check digits of ISO 7064 (mod 97). */
export const ibanDetector: BuiltIn = {
  name: "iban",
  version: 2,
  find(text) {
    const spans: Span[] = [];
    const ascii = withAsciiSigns(text);
    for (const { index } of ascii.matchAll(checkDigits)) {
      const from = Math.max(0, index - longestCountry);
      const [found = "", letters = ""] = country.exec(ascii.slice(from, index)) ?? [];
      const length = lengthOf.get(letters.toUpperCase());
      if (length === undefined) continue;
      const start = index - found.length + found.lastIndexOf(letters);
      const span = readNumber(ascii, start, length);
      if (span !== null) spans.push(span);
    }
    return spans;
  },
};

/** The number of this length that begins here; null where none does. */
function readNumber(text: string, start: number, length: number): Span | null {
  let signs = "";
  let place = start;
  let isApart = false;
  while (signs.length < length) {
    if (isSignAt(text, place)) {
      signs += text[place];
      place += 1;
      continue;
    }
    const between = findGap(text, place);
    if (between === null) return null;
    isApart ||= signs.length === 2;
    place += between.length;
  }
  if (isSignAt(text, place) || !hasCheckDigits(signs)) return null;
  return isApart && isProse(signs) ? null : { start, end: place };
}

function isSignAt(text: string, place: number): boolean {
  return /[A-Za-z0-9]/.test(text[place] ?? "");
}

function findGap(text: string, place: number): string | null {
  separator.lastIndex = place;
  return separator.exec(text)?.[0] ?? null;
}

/** A word that is a country's letters, a number after it, and more words. */
function isProse(signs: string): boolean {
  return signs !== signs.toUpperCase() || signs.replace(/\D/g, "").length < fewestDigits;
}

function hasCheckDigits(signs: string): boolean {
  const moved = signs.slice(4) + signs.slice(0, 4);
  let rest = 0;
  for (const sign of moved) {
    const value = Number.parseInt(sign, 36);
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1;
}
