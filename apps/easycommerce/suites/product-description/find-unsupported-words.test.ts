import { expect, test } from "vitest";
import { commonWords } from "./common-words.ts";
import { findSuperlatives } from "./find-superlatives.ts";
import { findUnsupportedWords } from "./find-unsupported-words.ts";

test("passes over common words and what the attributes' values say", () => {
  const attributes = { material: "Borosilicate glass", volume: 900, dishwasher: true };
  const text = "Your kettle’s borosilicate glass holds 900, true to its name.";
  expect(findUnsupportedWords(text, attributes)).toEqual(["kettle"]);
});

test("names each unsupported word once, in lower case", () => {
  expect(findUnsupportedWords("Titanium! Titanium, graphene.", {})).toEqual([
    "titanium",
    "graphene",
  ]);
});

test("knows a compound by its parts", () => {
  expect(findUnsupportedWords("a steel-lined cup", { lining: "steel, lined" })).toEqual([]);
  expect(findUnsupportedWords("a graphene-lined cup", { lining: "lined" })).toEqual([
    "graphene-lined",
  ]);
});

test("does not take the attributes' names for what they say", () => {
  expect(findUnsupportedWords("thermostat", { thermostat: "none" })).toEqual(["thermostat"]);
});

test("reads values in other scripts", () => {
  expect(findUnsupportedWords("فاتح and 陶器", { roast: "فاتح", material: "陶器" })).toEqual([]);
});

test("has a list of common words that is long, in lower case and free of superlatives", () => {
  expect(commonWords.size).toBeGreaterThan(1_000);
  expect([...commonWords].filter((word) => word !== word.toLowerCase())).toEqual([]);
  expect(findSuperlatives([...commonWords].join(" "))).toEqual([]);
});
