/** A number that stands in a text. */
export interface FoundNumber {
  /** As it is written, its digits as 0 to 9. */
  readonly text: string;
  /** The numbers that it may mean: `1.299` is 1299 or 1.299, `5 100` is 5100, or 5 and 100. */
  readonly readings: readonly (readonly number[])[];
}

/**
 * Digits with separators between them: of thousands, of decimals, of a date's parts. Not where a letter stands before
 * them: the 3 of `mp3` is a part of a name. At most seven parts, so that a long row of numbers takes no long time.
 */
const written = /(?<![\p{L}\p{M}\d])\d+(?:[.,'’٫٬ \u00A0\u202F]\d+){0,6}/gu;

/** What counts an item of a list: `1.` or `2)` at the beginning of a line. */
const listMark = /(?<=(?:^|\n)[ \t]*)\d+(?=[.)][ \t])/g;

/**
 * Numbers in digits, of every script that has decimal digits. A sign is not read: the dash of `5-10` is none. Marks of
 * lists are left out. Words such as "three", Roman numerals, and fractions such as ½ are not read; `1.2.3` is 1, 2 and 3.
 */
export function findNumbers(text: string): readonly FoundNumber[] {
  const plain = text.replace(/\p{Nd}/gu, toAsciiDigit).replace(listMark, "");
  return Array.from(plain.matchAll(written), ({ 0: found, index }) => {
    const isPercent = /^\s?[%٪]/.test(plain.slice(index + found.length));
    const readings = readDigits(found);
    const asShares = readings.map((numbers) => numbers.map((number) => number / 100));
    return { text: found, readings: isPercent ? [...readings, ...asShares] : readings };
  });
}

/** Decimal digits come in runs of ten, which may follow each other. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

const grouped = /^[1-9]\d{0,2}(?:[ \u00A0\u202F'’٬]\d{3})+$/;

/** What a number may mean; at least one reading. */
function readDigits(text: string): readonly (readonly number[])[] {
  const parts = text.split(/[ \u00A0\u202F]/);
  if (parts.length === 1) return readPart(text);
  const [whole = "", decimals = ""] = text.split(/[.,٫](?=\d*$)/);
  const apart = combine(parts.map(readPart));
  if (!grouped.test(whole)) return apart;
  const digits = whole.replace(/\D/g, "");
  return [[Number(decimals === "" ? digits : `${digits}.${decimals}`)], ...apart];
}

/** Every way to read several numbers beside each other. */
function combine(
  parts: readonly (readonly (readonly number[])[])[],
): readonly (readonly number[])[] {
  return parts.reduce<readonly (readonly number[])[]>(
    // Two readings each would double with every number of a long row: the first ones are enough.
    (all, readings) =>
      all.flatMap((before) => readings.map((reading) => [...before, ...reading])).slice(0, 16),
    [[]],
  );
}

/** A number without spaces in it. */
function readPart(text: string): readonly (readonly number[])[] {
  const plain = text.replaceAll("٫", "‚").replace(/['’٬]/g, "");
  const separators = plain.match(/[.,‚]/g) ?? [];
  const decimal = separators.at(-1) ?? "";
  const [last = ""] = plain.split(decimal === "" ? /$^/ : decimal).slice(-1);
  if (separators.length === 0) return [[Number(plain)]];
  const joined = Number(plain.replace(/\D/g, ""));
  const asDecimal = Number(`${plain.slice(0, -last.length - 1).replace(/\D/g, "")}.${last}`);
  if (separators.length === 1) {
    const mayGroup = decimal !== "‚" && /^[1-9]\d{0,2}\D\d{3}$/.test(plain);
    return mayGroup ? [[asDecimal], [joined]] : [[asDecimal]];
  }
  const isGrouped = /^[1-9]\d{0,2}(?:\D\d{2,3})*\D\d{3}$/.test(plain);
  if (new Set(separators).size === 1)
    return isGrouped ? [[joined]] : [plain.split(/\D/).map(Number)];
  const isOnce = separators.filter((separator) => separator === decimal).length === 1;
  return isOnce ? [[asDecimal]] : [plain.split(/\D/).map(Number)];
}
