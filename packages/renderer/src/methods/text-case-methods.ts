import { charactersOf } from "../operations/measure-text.js";
import { codePoints } from "../values/code-points.js";
import { latePattern } from "../values/late-pattern.js";
import type { RenderState } from "../values/render-state.js";
import type { Method } from "./define-method.js";
import { textMethod } from "./define-method.js";
import { isLower, isTitle, isUpper, textPredicates } from "./text-predicates.js";

const cased = latePattern(() => /\p{Cased}/u);

/** The digraphs of Latin script have a third form, for the start of a word. */
const digraphs: ReadonlyMap<string, string> = new Map(
  ["Ǆǅǆ", "Ǉǈǉ", "Ǌǋǌ", "Ǳǲǳ"].flatMap((forms) => {
    const title = forms.charAt(1);
    return [...forms].map((form): [string, string] => [form, title]);
  }),
);

/** Greek vowels with an iota below keep it there, where a word begins with them. */
const withIota = /[\u1f80-\u1faf\u1fb3\u1fbc\u1fc3\u1fcc\u1ff3\u1ffc]/u;
/** The same under an accent, which has no capital of one character. */
const accentedIota: ReadonlyMap<string, string> = new Map([
  ["\u1fb2", "\u1fba\u0345"],
  ["\u1fb4", "\u0386\u0345"],
  ["\u1fb7", "\u0391\u0342\u0345"],
  ["\u1fc2", "\u1fca\u0345"],
  ["\u1fc4", "\u0389\u0345"],
  ["\u1fc7", "\u0397\u0342\u0345"],
  ["\u1ff2", "\u1ffa\u0345"],
  ["\u1ff4", "\u038f\u0345"],
  ["\u1ff7", "\u03a9\u0342\u0345"],
]);
/** Georgian words begin with the letters that they go on with. */
const georgian = /[\u10d0-\u10ff]/u;

/** A character as it begins a word: `ß` becomes `Ss`. */
function toTitleCase(character: string): string {
  const digraph = digraphs.get(character) ?? accentedIota.get(character);
  if (digraph !== undefined) return digraph;
  if (georgian.test(character)) return character;
  if (withIota.test(character)) return titledIota(character);
  const [first = "", ...rest] = codePoints(character.toUpperCase());
  return cased().test(first) ? first + rest.join("").toLowerCase() : first + rest.join("");
}

function titledIota(character: string): string {
  const point = character.charCodeAt(0);
  // Their capitals stand eight places on, or nine.
  return String.fromCharCode(point < 0x1fb0 ? point | 8 : (point & 0xfff0) | 0xc);
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
      after = cased().test(character);
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

/** Cherokee folds to its capitals, which came first. */
const cherokee = /[\u13a0-\u13fd\uab70-\uabbf]/u;
/** These have no way back from upper case, or another one. */
const folds: ReadonlyMap<string, string> = new Map([
  ["ı", "ı"],
  ["ẞ", "ss"],
]);

/** Unicode's full case folding, by way of upper case. */
function caseFold(text: string): string {
  return codePoints(text)
    .map((character) => {
      const upper = character.toUpperCase();
      return folds.get(character) ?? (cherokee.test(character) ? upper : upper.toLowerCase());
    })
    .join("");
}

function swapCase(state: RenderState, text: string): string {
  const characters = codePoints(text);
  const lowered = lowerCharacters(state, characters);
  return characters
    .map((character, index) => {
      if (isUpper(character)) return lowered[index];
      return isLower(character) ? character.toUpperCase() : character;
    })
    .join("");
}

/** Where each character is changed by itself. */
const characterCost = 4;

/** A method that reads a text from its beginning to its end. */
function caseMethod(
  name: string,
  run: (text: string, state: RenderState) => unknown,
  cost = 1,
): readonly [string, Method] {
  return textMethod(name, "", (state, text) => {
    state.spend(text.length * cost);
    return run(text, state);
  });
}

export const textCaseMethods: ReadonlyMap<string, Method> = new Map([
  caseMethod("upper", (text) => text.toUpperCase()),
  caseMethod("lower", (text) => text.toLowerCase()),
  caseMethod("casefold", caseFold, characterCost),
  caseMethod("title", (text, state) => titleCase(state, text), characterCost),
  caseMethod("capitalize", (text, state) => capitalize(state, text), characterCost),
  caseMethod("swapcase", (text, state) => swapCase(state, text), characterCost),
  caseMethod("isupper", isUpper),
  caseMethod("islower", isLower),
  caseMethod("istitle", (text) => isTitle(codePoints(text)), characterCost),
  caseMethod("isascii", (text) => !/[^\0-\x7f]/u.test(text)),
  ...textPredicates.map(([name, isSo]) => caseMethod(name, isSo)),
]);
