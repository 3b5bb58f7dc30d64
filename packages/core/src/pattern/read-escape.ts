import { type PatternText, toLiteral, UnknownPart } from "./pattern-text.js";

/** What an escape stands for: one character, or a set in the form that RE2 takes inside and outside of a class. */
export type Escaped = { readonly character: string } | { readonly set: string };

/** JavaScript's white space and line ends; RE2's `\s` has ASCII's alone. */
const spaces =
  "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
const notSpaces =
  "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";

const sets: Readonly<Record<string, string>> = {
  d: "\\d",
  D: "\\D",
  w: "\\w",
  W: "\\W",
  s: spaces,
  S: notSpaces,
};

const characters: Readonly<Record<string, string>> = {
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
};

/** The escape after a backslash that was taken. Throws UnknownPart. */
export function readEscape(text: PatternText, isUnicode: boolean): Escaped {
  const coded = readCoded(text, isUnicode);
  if (coded !== null) return { character: coded };
  const letter = text.next();
  const set = sets[letter];
  if (set !== undefined) return { set };
  const character = characters[letter];
  if (character !== undefined) return { character };
  if (isUnicode && (letter === "p" || letter === "P")) return { set: readProperty(text, letter) };
  if (/[1-9k]/.test(letter)) throw new UnknownPart("it contains a backreference");
  // Without the flag u JavaScript takes any letter for itself, and RE2 has meanings of its own for some.
  if (/[\p{L}\p{N}]/u.test(letter)) throw new UnknownPart(`it contains the escape \\${letter}`);
  return { character: letter };
}

/** A character that is told by its number. */
function readCoded(text: PatternText, isUnicode: boolean): string | null {
  const pair = text.take(/u([Dd][89ABab][\da-f]{2})\\u([Dd][C-Fc-f][\da-f]{2})/iy);
  if (pair !== null) return pair.slice(1).map(toUnit).join("");
  const unit = text.take(/(?:x([\da-f]{2})|u([\da-f]{4}))/iy);
  if (unit !== null) return toUnit(unit[1] ?? unit[2] ?? "");
  const braced = isUnicode ? text.take(/u\{([\da-f]+)\}/iy) : null;
  if (braced !== null) return String.fromCodePoint(Number.parseInt(braced[1] ?? "", 16));
  const control = text.take(/c([A-Za-z])/y);
  if (control !== null) return String.fromCharCode((control[1] ?? "").charCodeAt(0) % 32);
  return text.take(/0(?!\d)/y) === null ? null : "\0";
}

function toUnit(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** RE2 knows scripts and general categories, by their own names. */
function readProperty(text: PatternText, letter: string): string {
  const [whole = "", name = "", value] = text.take(/\{(\w+)(?:=(\w+))?\}/y) ?? [];
  const isPlain = value === undefined || /^(?:Script|sc|General_Category|gc)$/.test(name);
  if (!isPlain) throw new UnknownPart(`it contains the property \\${letter}${whole}`);
  return `\\${letter}{${value ?? name}}`;
}

/** What an escape stands for, outside of a class. */
export function toAtom(escaped: Escaped): string {
  return "set" in escaped ? `[${escaped.set}]` : toLiteral(escaped.character);
}
