import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tryEval } from "../../suite/try-eval.js";
import { sentencesBetween, wordsBetween } from "./count-between.js";
import { countSentences, countWords } from "./count-words.js";
import { lengthBetween } from "./length-between.js";

const passes = async (check: ReturnType<typeof lengthBetween>, output: string) =>
  (await tryEval(check, { output }))?.passed;

const word = fc.constantFrom("lamp", "Wärme", "don't", "3.5", "окно", "שלום", "مصباح", "x2");
const words = fc.array(word, { minLength: 1, maxLength: 12 });
const range = fc.record({ min: fc.nat(15), max: fc.nat(15) });

describe("counts what a text was made of", () => {
  test("words", async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        fc.constantFrom(" ", "\n", " — ", ", "),
        range,
        async (list, gap, { min, max }) => {
          const text = list.join(gap);
          expect(countWords(text)).toBe(list.length);
          if (min > max) return;
          const isInside = list.length >= min && list.length <= max;
          expect(await passes(wordsBetween({ min, max }), text)).toBe(isInside);
        },
      ),
    );
  });

  test("sentences", async () => {
    const sentence = fc
      .tuple(words, fc.constantFrom(".", "!", "?", "‼", "؟"))
      .map(([list, end]) => `The ${list.join(" ")} is${end}`);
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 8 }), range, async (list, { min, max }) => {
        const text = list.join(" ");
        expect(countSentences(text, "en")).toBe(list.length);
        if (min > max) return;
        const isInside = list.length >= min && list.length <= max;
        expect(await passes(sentencesBetween({ min, max }), text)).toBe(isInside);
      }),
    );
  });

  test("characters", async () => {
    const character = fc.constantFrom("a", "é", "e\u0301", "中", "👨‍👩‍👧", "🇩🇪", "1️⃣", "ש", "நி");
    await fc.assert(
      fc.asyncProperty(
        fc.array(character, { maxLength: 30 }),
        range,
        async (list, { min, max }) => {
          if (min > max) return;
          const isInside = list.length >= min && list.length <= max;
          expect(await passes(lengthBetween({ min, max }), list.join(""))).toBe(isInside);
        },
      ),
    );
  });
});

test.each<[string, string, number]>([
  ["Chinese", "羊毛帽子很暖和。它很轻！好吗？", 3],
  ["Japanese", "机のためのランプです。暖かい。", 2],
  ["a list", "- one\n- two\n\nThree.", 3],
  ["signs without letters", "… — !", 0],
  ["an abbreviation before a capital letter, which it cannot tell", "Dr. Who came.", 2],
  ["three dots, which end none", "Well… It is.", 1],
  ["a number with a point", "It is 3.5 m long.", 1],
])("counts the sentences of %s", (_title, text, count) => {
  expect(countSentences(text, "en")).toBe(count);
});

test("asks a locale where it matters, and the case for its own range", async () => {
  const greek = "Τι είναι; Μια λάμπα.";
  expect(countSentences(greek, "en")).toBe(1);
  expect(countSentences(greek, "el")).toBe(2);
  expect(await passes(sentencesBetween({ min: 2 }, { locale: "el" }), greek)).toBe(true);
  const ofCase = wordsBetween(
    ({ context }: { readonly context: { readonly most: number | null } }) =>
      context.most === null ? null : { max: context.most },
    { needsGroundTruth: false },
  );
  expect(await tryEval(ofCase, { output: "one two", context: { most: 1 } })).toEqual({
    passed: false,
    score: 0,
    reason: "2 words; allowed: at most 1.",
  });
  expect(await tryEval(ofCase, { output: "one two", context: { most: null } })).toBeNull();
});
