import { expect, test } from "vitest";
import { findSuperlatives, hasWord } from "./find-superlatives.ts";

test.each([
  ["The BEST kettle.", ["best"]],
  ["An amazing, Incredible kettle!", ["amazing", "incredible"]],
  ["best-in-class", ["best"]],
  ["**best** and _superior_", ["best", "superior"]],
  ["ｂｅｓｔ", ["best"]],
  ["Outstanding and unmatched; outstanding indeed.", ["outstanding", "unmatched"]],
])("finds each superlative of %j once", (text, found) => {
  expect(findSuperlatives(text)).toEqual(found);
});

test.each(["bestow", "superiority", "amazingly", "incredibly", "Bestellung", "bésté", ""])(
  "finds none in %j",
  (text) => {
    expect(findSuperlatives(text)).toEqual([]);
  },
);

test("takes a word as a whole only", () => {
  expect(hasWord("It's all yours, youth.", "you")).toBe(false);
  expect(hasWord("You'll like it.", "you")).toBe(true);
});
