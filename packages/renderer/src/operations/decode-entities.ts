import { entityNames } from "./entity-names.js";

/** What Python's `html.unescape` takes for a reference. */
const reference = /&(?:#(\d+);?|#[xX]([\da-fA-F]+);?|[^\t\n\f <&#;]{1,32};?)/gu;

/** What HTML reads the numbers 128 to 159 as: the characters of Windows-1252. */
const windows =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** Python's `html.unescape`: HTML's character references as the characters that they stand for. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(reference, (whole: string, decimal?: string, hexadecimal?: string) => {
    if (decimal !== undefined) return fromNumber(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return fromNumber(Number.parseInt(hexadecimal, 16));
    return fromName(whole.slice(1));
  });
}

/** The longest beginning that is a name, and what follows it as it is. */
function fromName(written: string): string {
  const names = entityNames();
  for (let length = written.length; length > 1; length -= 1) {
    const text = names.get(written.slice(0, length));
    if (text !== undefined) return text + written.slice(length);
  }
  return `&${written}`;
}

function fromNumber(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows.charAt(code - 0x80);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  return isControl(code) || isNoCharacter(code) ? "" : String.fromCodePoint(code);
}

function isControl(code: number): boolean {
  const isSpace = code === 0x9 || code === 0xa || code === 0xc || code === 0xd;
  return (code < 0x20 && !isSpace) || code === 0x7f;
}

function isNoCharacter(code: number): boolean {
  return (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}
