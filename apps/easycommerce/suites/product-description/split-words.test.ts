import fc from "fast-check";
import { expect, test } from "vitest";
import { splitWords } from "./split-words.ts";

test.each([
  ["two plain words", "two words", 2],
  ["a hyphenated word as one", "dishwasher-safe", 1],
  ["a contraction as one", "don't", 1],
  ["a number with its unit as two", "1,300 °C", 2],
  ["marks alone as none", "- • — … ! 🍋", 0],
  ["words on either side of a long dash", "steel—polished", 2],
  ["words over several lines", "\n one\r\n two\tthree \n", 3],
  ["Arabic words", "فانوس نحاسي", 2],
  ["a word with combining marks as one", "Cre\u0300me", 1],
  ["an empty text as none", "", 0],
])("counts %s", (_what, text, count) => {
  expect(splitWords(text)).toHaveLength(count);
});

test("counts the words of scripts that put no spaces between them", () => {
  expect(splitWords("这是一个很好的茶壶").length).toBeGreaterThan(3);
  expect(splitWords("น้ำปลาแท้จากทะเล").length).toBeGreaterThan(1);
});

test("counts as many words as were joined, whatever stands between them", () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const gap = fc.constantFrom(" ", "\n", ", ", ". ", " – ", " • ", "\u00a0");
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), gap, (words, between) => {
      expect(splitWords(words.join(between))).toHaveLength(words.length);
    }),
  );
});
