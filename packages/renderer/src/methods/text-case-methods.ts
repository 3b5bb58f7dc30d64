import { charactersOf } from "../operations/measure-text.js";
import { allWhitespace } from "../syntax/python-whitespace.js";
import { codePoints } from "../values/code-points.js";
import type { RenderState } from "../values/render-state.js";
import type { Method } from "./define-method.js";
import { textMethod } from "./define-method.js";

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

// It looks at the characters around it.
const sigmaCost = 30;

/** Lower case of each character; a sigma knows whether it ends a word. */
function lowerCharacters(state: RenderState, characters: readonly string[]): string[] {
  return characters.map((character, index) => {
    if (character !== "Σ") return character.toLowerCase();
    state.spend(sigmaCost);
    const before = characters.slice(Math.max(0, index - 30), index).join("");
    const after = characters.slice(index + 1, index + 31).join("");
    const ends = /\p{Cased}\p{Case_Ignorable}*$/u.test(before);
    return ends && !/^\p{Case_Ignorable}*\p{Cased}/u.test(after) ? "ς" : "σ";
  });
}

/** Python's `str.title`: a letter after anything uncased is upper case. */
function titleCase(state: RenderState, text: string): string {
  const characters = codePoints(text);
  const lowered = lowerCharacters(state, characters);
  let after = false;
  return characters
    .map((character, index) => {
      const changed = after ? lowered[index] : toTitleCase(character);
      after = hasCase(character);
      return changed;
    })
    .join("");
}

export function capitalize(state: RenderState, text: string): string {
  const characters = charactersOf(state, text);
  const [first] = characters;
  if (first === undefined) return "";
  return toTitleCase(first) + lowerCharacters(state, characters).slice(1).join("");
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

function swapCase(state: RenderState, text: string): string {
  const characters = codePoints(text);
  const lowered = lowerCharacters(state, characters);
  return characters
    .map((character, index) => {
      const upper = character.toUpperCase();
      return character === upper ? lowered[index] : upper;
    })
    .join("");
}

function isTitle(state: RenderState, text: string): boolean {
  return cased.test(text) && codePoints(text).some(hasCase) && titleCase(state, text) === text;
}

/** Where each character is changed by itself. */
const characterCost = 4;

/** A method that reads a text from its beginning to its end. */
function caseMethod(
  name: string,
  run: (text: string, state: RenderState) => unknown,
  cost = 1,
): readonly [string, Method] {
  return textMethod(name, [], (state, text) => {
    state.spend(text.length * cost);
    return run(text, state);
  });
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
  caseMethod("upper", (text) => text.toUpperCase()),
  caseMethod("lower", (text) => text.toLowerCase()),
  caseMethod("casefold", caseFold, characterCost),
  caseMethod("title", (text, state) => titleCase(state, text), characterCost),
  caseMethod("capitalize", (text, state) => capitalize(state, text), characterCost),
  caseMethod("swapcase", (text, state) => swapCase(state, text), characterCost),
  caseMethod("isupper", isUpper),
  caseMethod("islower", isLower),
  caseMethod("istitle", (text, state) => isTitle(state, text), characterCost),
  caseMethod("isascii", (text) => !/[^\0-\x7f]/u.test(text)),
  ...predicates.map(([name, pattern]) => caseMethod(name, (text) => pattern.test(text))),
]);
