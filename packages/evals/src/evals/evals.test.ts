import type { Eval } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { tryEval } from "../suite/try-eval.js";
import { countWords } from "./count/count-words.js";
import { lengthBetween } from "./count/length-between.js";
import { maxWords } from "./count/max-words.js";
import { validJson } from "./json/valid-json.js";
import { contains } from "./text/contains.js";
import { equals } from "./text/equals.js";
import { matchesPattern } from "./text/matches-pattern.js";
import { mustNotContain } from "./text/terms.js";

async function judge(check: Eval, output: string, groundTruth: unknown = null) {
  return tryEval(check, { output, groundTruth });
}

const schema = z.object({ score: z.number() });

describe("judges", () => {
  test.each<[string, Eval, string, boolean]>([
    ["a short answer", maxWords(3), "three words here", true],
    ["a long answer", maxWords(2), "three words here", false],
    ["a word list", mustNotContain(["best"]), "bestow and asbestos", true],
    ["a banned word in capitals", mustNotContain(["best"]), "The BEST.", false],
    ["a banned phrase with signs", mustNotContain(["100% (sure)"]), "It is 100% (sure)!", false],
    ["a word beside combining letters", mustNotContain(["naïve"]), "nai\u0308ve", false],
    ["a text that is there", contains("Wool"), "a wool hat", true],
    ["a text in other letters", contains("Wool", { caseSensitive: true }), "a wool hat", false],
    ["a pattern", matchesPattern(/^\d+$/), "42", true],
    ["another pattern", matchesPattern(/^\d+$/), "4 2", false],
    ["JSON", validJson(), " [1] ", true],
    ["JSON in a fence", validJson(), "```json\n[1]\n```", false],
    ["fitting JSON", validJson({ schema }), '{"score":1}', true],
    ["JSON that does not fit", validJson({ schema }), '{"score":"1"}', false],
    ["a number that loses digits", validJson({ schema }), '{"score":9007199254740993}', false],
    ["a number beyond all numbers", validJson({ schema }), '{"score":1e400}', false],
    ["such a number without a schema", validJson(), '{"score":9007199254740993}', true],
    ["four characters of five code points", lengthBetween({ max: 4 }), "abce\u0301", true],
    ["an empty answer", lengthBetween({ max: 4 }), "", false],
  ])("%s", async (_title, check, output, passed) => {
    expect(await judge(check, output)).toMatchObject({ passed, score: passed ? 1 : 0 });
  });
});

test("names what was found and what lacks", async () => {
  expect((await judge(mustNotContain(["best", "amazing"]), "amazing, best"))?.reason).toBe(
    "Banned: best, amazing.",
  );
  expect(await judge(contains(["hat", "wool"]), "a hat")).toEqual({
    passed: false,
    score: 0.5,
    reason: "Missing: wool.",
  });
  expect((await judge(validJson({ schema }), '{"score":"x"}'))?.reason).toContain("score: ");
});

test("compares with the ground truth as text or as data", async () => {
  expect(await judge(equals(), " yes\n", "yes")).toMatchObject({ passed: true });
  expect(await judge(equals(), '{"b":2,"a":1}', { a: 1, b: 2 })).toMatchObject({ passed: true });
  expect(await judge(equals(), "not JSON", { a: 1 })).toMatchObject({ passed: false });
  expect(await judge(equals(), "[9007199254740993]", [9007199254740992])).toEqual({
    passed: false,
    score: 0,
    reason:
      "The answer cannot be compared: [0]: the number is larger than 2^53 − 1 and would lose digits; pass it as text.",
  });
  await expect(judge(equals(), "yes")).rejects.toThrow(/no ground truth/);
});

test("a global pattern judges each answer alone", async () => {
  const check = matchesPattern(/a/g);
  expect(await judge(check, "a")).toMatchObject({ passed: true });
  expect(await judge(check, "a")).toMatchObject({ passed: true });
});

test("a pattern that backtracks for ever elsewhere judges an answer in a moment", async () => {
  const check = matchesPattern(/^(a+)+$/);
  expect(check).toMatchObject({ name: "matches_pattern(/^(a+)+$/)", version: 2 });
  expect(await judge(check, `${"a".repeat(60)}!`)).toMatchObject({ passed: false });
  expect(await judge(check, `${"a".repeat(255_999)}!`)).toMatchObject({ passed: false });
});

test("an answer beyond a pattern's bound is an error of the eval, not a failed answer", async () => {
  await expect(judge(matchesPattern(/a/), "a".repeat(256_001))).rejects.toThrow(
    /256001 characters/,
  );
});

test("counts words in scripts without spaces", () => {
  expect(countWords("Don't stop")).toBe(2);
  expect(countWords("羊毛帽子很暖和")).toBeGreaterThan(1);
  expect(countWords("— … 🎩")).toBe(0);
});
