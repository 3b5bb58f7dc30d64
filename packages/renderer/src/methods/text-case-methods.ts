import { allWhitespace } from "../syntax/python-whitespace.js";
import { codePoints } from "../values/code-points.js";
import { textMethod } from "./define-method.js";
import type { Method } from "./method-table.js";

const cased = /\p{L}/u;
const hasCase = (character: string) => character.toLowerCase() !== character.toUpperCase();

/** Python's `str.title`: a letter after anything uncased is upper case. */
export function titleCase(text: string): string {
  let after = false;
  return codePoints(text)
    .map((character) => {
      const changed = after ? character.toLowerCase() : character.toUpperCase();
      after = hasCase(character);
      return changed;
    })
    .join("");
}

export function capitalize(text: string): string {
  const [first = "", ...rest] = codePoints(text);
  return first.toUpperCase() + rest.join("").toLowerCase();
}

export function isUpper(text: string): boolean {
  return text !== text.toLowerCase() && text === text.toUpperCase();
}

export function isLower(text: string): boolean {
  return text !== text.toUpperCase() && text === text.toLowerCase();
}

function swapCase(text: string): string {
  return codePoints(text)
    .map((character) =>
      character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase(),
    )
    .join("");
}

function isTitle(text: string): boolean {
  return codePoints(text).some(hasCase) && titleCase(text) === text;
}

const predicates: readonly (readonly [string, RegExp])[] = [
  ["isalpha", /^\p{L}+$/u],
  ["isdigit", /^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u],
  ["isdecimal", /^\p{Nd}+$/u],
  ["isnumeric", /^\p{N}+$/u],
  ["isalnum", /^[\p{L}\p{N}]+$/u],
  ["isidentifier", /^[\p{ID_Start}_]\p{ID_Continue}*$/u],
  ["isspace", allWhitespace],
];

export const textCaseMethods: ReadonlyMap<string, Method> = new Map([
  textMethod("upper", [], (_state, text) => text.toUpperCase()),
  textMethod("lower", [], (_state, text) => text.toLowerCase()),
  textMethod("casefold", [], (_state, text) => text.toLowerCase().replaceAll("ß", "ss")),
  textMethod("title", [], (_state, text) => titleCase(text)),
  textMethod("capitalize", [], (_state, text) => capitalize(text)),
  textMethod("swapcase", [], (_state, text) => swapCase(text)),
  textMethod("isupper", [], (_state, text) => isUpper(text)),
  textMethod("islower", [], (_state, text) => isLower(text)),
  textMethod("istitle", [], (_state, text) => cased.test(text) && isTitle(text)),
  textMethod("isascii", [], (_state, text) => !/[^\0-\x7f]/u.test(text)),
  ...predicates.map(([name, pattern]) =>
    textMethod(name, [], (_state, text) => pattern.test(text)),
  ),
]);
