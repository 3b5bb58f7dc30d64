import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePattern } from "./compile-pattern.js";

const use = { usedBy: "matchesPattern", instead: "write the check with defineEval" };

const letters = [
  ...["a", "B", "_", "1", " ", "é", "\n", "\r", "\t", "\v", "\u00A0", "\u2028", "\uFEFF"],
  ...["-", "]", "/", "🎉"],
];
const atoms = [
  ...[".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\B", "^", "$", "[^]", "[]"],
  ...["a", "b", "é", "🎉", "\\u{1F389}", "\\u00e9", "\\x61", "\\n", "\\/", "\\.", "\\t", "\\0"],
  ...[
    "[a-z]",
    "[^a-c]",
    "[\\s_-]",
    "[\\S]",
    "[^\\s]",
    "[\\d.]",
    "[\\]]",
    "[a\\-z]",
    "[\\b]",
    "[/]",
  ],
  ...["\\p{L}", "\\P{Lu}", "\\p{Script=Latin}", "(?<name>a)", "(?:b)"],
];
/** As others may write it: a linter takes what is needless in a literal away. */
const make = (text: string, flag = "") => new RegExp(text, flag);
const quantifiers = ["", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}"];
const isAssertion = (atom: string) => /^(?:[$^]|\\[bB])$/.test(atom);

const piece = fc
  .tuple(fc.constantFrom(...atoms), fc.constantFrom(...quantifiers))
  .map(([atom, quantifier]) => (isAssertion(atom) ? atom : `${atom}${quantifier}`));
const sequence = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
const source = fc
  .tuple(sequence, sequence, fc.constantFrom("", "*", "+", "{2}"))
  .map(([one, other, quantifier]) => `(?:${one}|${other})${quantifier}`)
  // A name may stand only once.
  .map((text) => text.replaceAll("(?<name>", "("));
const flags = fc.constantFrom("u", "iu", "su", "isu");
const answer = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 });

test("finds what JavaScript's own engine finds", () => {
  fc.assert(
    fc.property(source, flags, answer, (pattern, flag, text) => {
      // Refused: the engines differ.
      fc.pre(!(flag.includes("i") && pattern.includes("\\P{")));
      const expression = new RegExp(pattern, flag);
      expect(compilePattern(expression, use).isFoundIn(text)).toBe(expression.test(text));
    }),
    { numRuns: 500 },
  );
});

test("with the flag m every line end of JavaScript's is one", () => {
  const lines = fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r", "\u2028"), maxLength: 8 });
  const patterns = fc.constantFrom(/^a$/m, /a$/m, /^b/m, /^[ab]*$/m, /a.b/m, /^\s+a/m, /a\\r?/m);
  fc.assert(
    fc.property(patterns, lines, (pattern, text) => {
      expect(compilePattern(pattern, use).isFoundIn(text)).toBe(pattern.test(text));
    }),
  );
});

test.each([
  ["a literal brace", /a{,2}b{x/, "a{,2}b{x"],
  ["a bracket that closes nothing", /a]}/, "a]}"],
  ["a name's letters", /(?<year>\d{4})/, "in 2026"],
  ["a dash beside a set", /^[\w-.]+$/, "a-b.c"],
  ["a control letter", /\cJ/, "\n"],
  ["two halves of one character", /\ud83c\udf89/, "🎉"],
])("takes %s as JavaScript does", (_what, pattern, text) => {
  expect(pattern.test(text)).toBe(true);
  expect(compilePattern(pattern, use).isFoundIn(text)).toBe(true);
});

test.each([
  ["looks ahead", /a(?=b)/, "it contains a lookahead or a lookbehind"],
  ["looks back", /(?<!a)b/, "it contains a lookahead or a lookbehind"],
  ["refers back", /(a)\1/, "it contains a backreference"],
  ["refers back by name", /(?<x>a)\k<x>/, "it contains a backreference"],
  ["has an escape with another meaning", make("\\Aa"), "it contains the escape \\A"],
  ["has a property that RE2 lacks", /\p{ASCII}/u, "RE2 does not accept it"],
  ["has a property of another kind", /\p{Script_Extensions=Latin}/u, "it contains the property"],
  ["sets flags inside", make("(?i:a)"), "it sets flags inside a group"],
  ["leaves out a property in whatever case", /\P{Lu}/iu, "it contains \\P{…} with the flag i"],
  ["has sets of sets", make("[a--b]", "v"), "it has the flag v"],
  ["holds half a surrogate pair", /\ud83c/, "it contains half of a surrogate pair"],
  ["names another line end under m", /^a\r?$/m, "it contains a line end other than \\n"],
  ["is long", new RegExp("ab".repeat(501)), "it has more than 1000 characters"],
  ["repeats much", /(?:a{0,30}b{0,30}c{0,30}){30}/, "steps, and at most 2500 are allowed"],
  ["repeats more than RE2 does", /a{2000}/, "RE2 does not accept it"],
])("refuses a pattern that %s", (_what, pattern, reason) => {
  expect(() => compilePattern(pattern, use)).toThrow(
    expect.objectContaining({
      code: "invalid_definition",
      message: expect.stringContaining(reason),
    }),
  );
});
