import { allWhitespace } from "../syntax/python-whitespace.js";
import { codePoints } from "../values/code-points.js";
import { textMethod } from "./define-method.js";
import type { Method } from "./method-table.js";

const cased = /\p{L}/u;
const hasCase = (character: string) => character.toLowerCase() !== character.toUpperCase();

/** The digraphs of Latin script have a third form, for the start of a word. */
const digraphs: ReadonlyMap<string, string> = new Map(
  ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"].flatMap((forms) => {
    const title = forms.charAt(1);
    return [...forms].map((form): [string, string] => [form, title]);
  }),
);

/** A character as it begins a word: `ß` becomes `Ss`. */
function toTitleCase(character: string): string {
  const digraph = digraphs.get(character);
  if (digraph !== undefined) return digraph;
  const [first = "", ...rest] = codePoints(character.toUpperCase());
  return hasCase(first) ? first + rest.join("").toLowerCase() : first + rest.join("");
}

/** Lower case of each character; a sigma knows whether it ends a word. */
function lowerCharacters(characters: readonly string[]): string[] {
  return characters.map((character, index) => {
    if (character !== "Σ") return character.toLowerCase();
    const before = characters.slice(Math.max(0, index - 30), index).join("");
    const after = characters.slice(index + 1, index + 31).join("");
    const ends = /\p{Cased}\p{Case_Ignorable}*$/u.test(before);
    return ends && !/^\p{Case_Ignorable}*\p{Cased}/u.test(after) ? "ς" : "σ";
  });
}

/** Python's `str.title`: a letter after anything uncased is upper case. */
export function titleCase(text: string): string {
  const characters = codePoints(text);
  const lowered = lowerCharacters(characters);
  let after = false;
  return characters
    .map((character, index) => {
      const changed = after ? lowered[index] : toTitleCase(character);
      after = hasCase(character);
      return changed;
    })
    .join("");
}

export function capitalize(text: string): string {
  const characters = codePoints(text);
  const [first] = characters;
  if (first === undefined) return "";
  return toTitleCase(first) + lowerCharacters(characters).slice(1).join("");
}

export function isUpper(text: string): boolean {
  return text !== text.toLowerCase() && text === text.toUpperCase();
}

export function isLower(text: string): boolean {
  return text !== text.toUpperCase() && text === text.toLowerCase();
}

/** Unicode's full case folding, by way of upper case; the dotless i alone has no other form. */
function caseFold(text: string): string {
  return codePoints(text)
    .map((character) => (character === "ı" ? character : character.toUpperCase().toLowerCase()))
    .join("");
}

function swapCase(text: string): string {
  const characters = codePoints(text);
  const lowered = lowerCharacters(characters);
  return characters
    .map((character, index) => {
      const upper = character.toUpperCase();
      return character === upper ? lowered[index] : upper;
    })
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
  ["isprintable", /^(?:[^\p{C}\p{Z}]| )*$/u],
];

export const textCaseMethods: ReadonlyMap<string, Method> = new Map([
  textMethod("upper", [], (_state, text) => text.toUpperCase()),
  textMethod("lower", [], (_state, text) => text.toLowerCase()),
  textMethod("casefold", [], (_state, text) => caseFold(text)),
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
