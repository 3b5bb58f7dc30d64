import { describe, expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { defineSuite } from "../../suite/define-suite.js";
import { tryEval } from "../../suite/try-eval.js";
import { contains } from "./contains.js";
import { mustNotContain } from "./terms.js";

async function find(phrase: string, output: string): Promise<boolean> {
  return (await tryEval(mustNotContain([phrase]), { output }))?.passed === false;
}

describe("finds", () => {
  test.each([
    ["a dash between words", "—", "fast—reliable"],
    ["a sign after a word", "!", "Buy now!"],
    ["markup around a word", "**", "This is **bold** text"],
    ["a word in markup", "best", "the _best_ and __best__ lamp"],
    ["braces", "{{", "Dear {{name}}"],
    ["the begin of an address", "http://", "see http://example.com"],
    ["an emoji after a word", "🎉", "Yay🎉"],
    ["an emoji without a word on its colours", "❤️", "with ❤ from"],
    ["an emoji with one", "❤", "with ❤️from"],
    ["a keycap beside a digit", "1️⃣", "Top1️⃣2"],
    ["a sign before a word's end", "C++", "in C++17"],
    ["a currency sign", "$", "US$20"],
    ["Chinese inside a sentence", "最好", "这是最好的灯"],
    ["Japanese with a long vowel", "スーパー", "これはスーパーマンです"],
    ["Thai inside a sentence", "ดีที่สุด", "โคมไฟดีที่สุดในโลก"],
    ["Korean before a particle", "최고", "최고의 램프"],
    ["an English word inside Chinese", "best", "这是best的灯"],
    ["a word of another case", "ÉTÉ", "un été chaud"],
    ["a word before a footnote", "best", "the best² lamp"],
    ["a phrase over a line's end", "brand new", "a brand\nnew and a brand\u00A0new lamp"],
    ["letters put together or apart", "naïve", "a nai\u0308ve lamp"],
    ["what means something in a pattern", "a.b|c", "x a.b|c"],
    ["ß written as ss", "straße", "IN DER STRASSE"],
    ["ss written as ß", "strasse", "in der Straße"],
    ["a ligature", "fine", "a \uFB01ne lamp"],
    ["a typographic apostrophe", "don't", "they don’t fade"],
    ["typographic quotes", '"best"', "the “best” lamp"],
    ["a soft hyphen", "best", "the be\u00ADst lamp"],
    ["a space without width", "best", "the be\u200Bst lamp"],
    ["full-width letters", "best", "the ｂｅｓｔ lamp"],
    ["a hyphen that does not break", "long-lasting", "a long\u2011lasting lamp"],
    ["markup inside a phrase", "best ever", "the best **ever** made"],
    ["Hindi", "अच्छा", "यह अच्छा है"],
  ])("%s", async (_title, phrase, output) => {
    expect(await find(phrase, output)).toBe(true);
  });
});

describe("does not take for a word", () => {
  test.each([
    ["a part of one", "best", "bestow and asbestos"],
    ["a part of one with signs before it", "#sale", "#salesman"],
    ["a part of a number", "5", "15 or 50"],
    ["a part of one in another alphabet", "лучше", "улучшение лучшего"],
    ["a letter with a mark of its own", "q", "q\u0303"],
    ["a word before the sign of a trade mark", "TM", "Lamp™"],
    ["what a pattern would match", "a.b", "aXb"],
    ["a part of a Hindi word", "अच्छ", "अच्छा"],
  ])("%s", async (_title, phrase, output) => {
    expect(await find(phrase, output)).toBe(false);
  });
});

test.each([
  ["no phrase", () => mustNotContain([])],
  ["an empty phrase", () => mustNotContain(["best", ""])],
  ["a blank phrase", () => mustNotContain([" \n"])],
  ["an invisible phrase", () => mustNotContain(["\uFE0F"])],
  ["nothing to look for", () => contains([])],
  ["an empty text to look for", () => contains("")],
])("refuses %s, which would judge nothing or everything", (_title, define) => {
  expect(define).toThrow(expect.objectContaining({ code: "invalid_definition" }));
});

test("a release that judges differently moves the suite hash, whatever version the user gave", () => {
  expect(mustNotContain(["best"]).version).toBe(2);
  expect(mustNotContain(["best"], { version: 4 }).version).toBe(5);
  expect(() => mustNotContain(["best"], { version: 0 })).toThrow(/version 0/);
  const hash = (version: number) =>
    defineSuite({
      family: "f",
      dataset: cases("d", []),
      evals: [mustNotContain(["best"], { version })],
    }).suiteHash;
  expect(hash(1)).not.toBe(hash(2));
});
