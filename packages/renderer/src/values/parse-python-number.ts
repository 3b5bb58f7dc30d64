import { codePoints } from "./code-points.js";
import { latePattern } from "./late-pattern.js";

const prefixes: ReadonlyMap<number, RegExp> = new Map([
  [2, /^0b_?/iu],
  [8, /^0o_?/iu],
  [16, /^0x_?/iu],
]);
// One way to read a run of digits, or a long run takes quadratic time to be refused.
const float =
  /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?$/iu;
const notFinite = /^[-+]?(?:inf(?:inity)?|nan)$/iu;

/** What Python lets stand around a number: the separators \x1c to \x1f are not among it. */
const blank = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const blankCharacter = new RegExp(`[${blank}]`, "u");
const leadingBlanks = new RegExp(`^[${blank}]+`, "u");

function stripBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && blankCharacter.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(leadingBlanks, "");
}

/** Python's `int(text, base)` for the bases 0 and 2 to 36; undefined where it raises. */
export function parseInteger(text: string, base: number): number | undefined {
  const [, sign = "", written = ""] =
    /^([-+]?)(\S*)$/u.exec(stripBlanks(toAsciiDigits(text))) ?? [];
  const implied = base === 0 ? impliedBase(written) : base;
  const digits = written.replace(prefixes.get(implied) ?? "", "");
  if (!/^[\da-z]+(?:_[\da-z]+)*$/iu.test(digits)) return undefined;
  const bare = digits.replaceAll("_", "").toLowerCase();
  const fits = [...bare].every((digit) => Number.parseInt(digit, 36) < implied);
  if (!fits || (base === 0 && implied === 10 && /^0+[1-9]/u.test(bare))) return undefined;
  const size = Number.parseInt(bare, implied);
  return sign === "-" ? -size : size;
}

function impliedBase(written: string): number {
  for (const [base, prefix] of prefixes) if (prefix.test(written)) return base;
  return 10;
}

/** Python's `float(text)`; undefined where it raises. */
export function parseFloatText(text: string): number | undefined {
  const bare = stripBlanks(toAsciiDigits(text));
  if (notFinite.test(bare)) return /nan/iu.test(bare) ? Number.NaN : Number.POSITIVE_INFINITY;
  return float.test(bare) ? Number(bare.replaceAll("_", "")) : undefined;
}

const decimal = latePattern(() => /\p{Nd}/u);

/** Python reads the decimal digits of every script. */
function toAsciiDigits(text: string): string {
  return /[^\0-\x7f]/u.test(text) ? codePoints(text).map(toAsciiDigit).join("") : text;
}

function toAsciiDigit(character: string): string {
  if (character < "\x80" || !decimal().test(character)) return character;
  // The digits of a script stand in runs of ten, from zero to nine.
  const point = character.codePointAt(0) ?? 0;
  let first = point;
  while (decimal().test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}
