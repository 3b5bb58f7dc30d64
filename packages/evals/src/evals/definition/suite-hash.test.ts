import type { Eval } from "@promptrail/core";
import { expect, test } from "vitest";
import { z } from "zod";
import * as builtIn from "../../built-in.js";
import { cases } from "../../datasets/cases.js";
import { matchesJsonSchema } from "../../json-schema.js";
import { defineSuite } from "../../suite/define-suite.js";

const hashOf = (check: Eval) =>
  defineSuite({ family: "f", dataset: cases("d", []), evals: [check] }).suiteHash;

const of = (value: unknown) => () => value;

const embeds = { provider: "p", model: "m" };

/** Each changes one setting of the one before the next name. */
const variants: Readonly<Record<string, readonly ((name: { name: string }) => Eval)[]>> = {
  calledTools: [
    (n) => builtIn.calledTools([{ name: "a" }], n),
    (n) => builtIn.calledTools([{ name: "b" }], n),
    (n) => builtIn.calledTools([{ name: "a", arguments: { x: 1 } }], n),
    (n) => builtIn.calledTools([{ name: "a" }], { ...n, order: "any" }),
    (n) => builtIn.calledTools([{ name: "a" }], { ...n, arguments: "include" }),
    (n) => builtIn.calledTools([{ name: "a" }], { ...n, allowOthers: true }),
    (n) => builtIn.calledTools(() => [], n),
  ],
  outcomeIs: [(n) => builtIn.outcomeIs("ok", n), (n) => builtIn.outcomeIs("tool_use", n)],
  maxCost: [(n) => builtIn.maxCost(1, n), (n) => builtIn.maxCost(2, n)],
  maxDuration: [(n) => builtIn.maxDuration(1, n), (n) => builtIn.maxDuration(2, n)],
  maxTokens: [
    (n) => builtIn.maxTokens({ input: 1 }, n),
    (n) => builtIn.maxTokens({ output: 1 }, n),
    (n) => builtIn.maxTokens({ total: 1 }, n),
    (n) => builtIn.maxTokens({ total: 2 }, n),
  ],
  sentencesBetween: [
    (n) => builtIn.sentencesBetween({ max: 2 }, n),
    (n) => builtIn.sentencesBetween({ min: 2 }, n),
    (n) => builtIn.sentencesBetween({ max: 2 }, { ...n, locale: "el" }),
  ],
  wordsBetween: [
    (n) => builtIn.wordsBetween({ max: 2 }, n),
    (n) => builtIn.wordsBetween({ min: 0, max: 2 }, n),
    (n) => builtIn.wordsBetween(() => ({ max: 2 }), n),
  ],
  lengthBetween: [
    (n) => builtIn.lengthBetween({ max: 2 }, n),
    (n) => builtIn.lengthBetween({ min: 2, max: 2 }, n),
  ],
  maxWords: [(n) => builtIn.maxWords(1, n), (n) => builtIn.maxWords(2, n)],
  groundedNames: [
    (n) => builtIn.groundedNames(n),
    (n) => builtIn.groundedNames({ ...n, allow: ["EU"] }),
    (n) => builtIn.groundedNames({ ...n, from: of("") }),
  ],
  groundedNumbers: [
    (n) => builtIn.groundedNumbers(n),
    (n) => builtIn.groundedNumbers({ ...n, allow: [1] }),
    (n) => builtIn.groundedNumbers({ ...n, tolerance: 1 }),
    (n) => builtIn.groundedNumbers({ ...n, relativeTolerance: 1 }),
    (n) => builtIn.groundedNumbers({ ...n, from: of("") }),
  ],
  jsonField: [
    (n) => builtIn.jsonField("/a", n),
    (n) => builtIn.jsonField("/b", n),
    (n) => builtIn.jsonField("/a", { ...n, expected: 1 }),
    (n) => builtIn.jsonField("/a", { ...n, expected: null }),
    (n) => builtIn.jsonField("/a", { ...n, expected: () => 1 }),
    (n) => builtIn.jsonField("/a", { ...n, comparison: "below" }),
    (n) => builtIn.jsonField("/a", { ...n, tolerance: 1 }),
    (n) => builtIn.jsonField("/a", { ...n, relativeTolerance: 1 }),
  ],
  validJson: [
    (n) => builtIn.validJson(n),
    (n) => builtIn.validJson({ ...n, schema: z.object({}) }),
  ],
  matchesJsonSchema: [
    (n) => matchesJsonSchema({ type: "object" }, n),
    (n) => matchesJsonSchema({ type: "string" }, n),
  ],
  not: [
    ({ name }) => builtIn.not(builtIn.maxWords(1), { name }),
    ({ name }) => builtIn.not(builtIn.maxWords(2), { name }),
  ],
  numericError: [
    (n) => builtIn.numericError({ ...n, tolerance: 0.1 }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.2 }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.1, worst: 2 }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.1, smallest: 2 }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.1, measure: "absolute", worst: 1 }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.1, field: "/a" }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.1, expected: 1 }),
    (n) => builtIn.numericError({ ...n, tolerance: 0.1, expected: [1, 2] }),
  ],
  numericBias: [
    (n) => builtIn.numericBias({ ...n, tolerance: 0.1 }).shortfall,
    (n) => builtIn.numericBias({ ...n, tolerance: 0.1 }).excess,
    (n) => builtIn.numericBias({ ...n, tolerance: 0.2 }).excess,
  ],
  contains: [
    (n) => builtIn.contains("a", n),
    (n) => builtIn.contains(["a", "b"], n),
    (n) => builtIn.contains("a, b", n),
    (n) => builtIn.contains("a", { ...n, caseSensitive: true }),
    (n) => builtIn.contains(() => "a", n),
  ],
  containsAny: [
    (n) => builtIn.containsAny("a", n),
    (n) => builtIn.containsAny(["a", "b"], n),
    (n) => builtIn.containsAny("a", { ...n, caseSensitive: true }),
  ],
  editSimilarity: [
    (n) => builtIn.editSimilarity(n),
    (n) => builtIn.editSimilarity({ ...n, expected: "a" }),
    (n) => builtIn.editSimilarity({ ...n, atLeast: 0.5 }),
    (n) => builtIn.editSimilarity({ ...n, caseSensitive: false }),
  ],
  embeddingSimilarity: [
    (n) => builtIn.embeddingSimilarity({ ...n, embeds, atLeast: 0.8 }),
    (n) => builtIn.embeddingSimilarity({ ...n, embeds, atLeast: 0.9 }),
    (n) => builtIn.embeddingSimilarity({ ...n, embeds, atLeast: 0.8, expected: "a" }),
    (n) => builtIn.embeddingSimilarity({ ...n, embeds: { ...embeds, model: "n" }, atLeast: 0.8 }),
  ],
  equals: [
    (n) => builtIn.equals(n),
    (n) => builtIn.equals({ ...n, expected: "a" }),
    (n) => builtIn.equals({ ...n, expected: ["a"] }),
    (n) => builtIn.equals({ ...n, texts: "composed" }),
    (n) => builtIn.equals({ ...n, texts: "folded" }),
  ],
  inLanguage: [
    (n) => builtIn.inLanguage("de", n),
    (n) => builtIn.inLanguage(["de", "en"], n),
    (n) => builtIn.inLanguage(() => "de", n),
  ],
  matchesPattern: [
    (n) => builtIn.matchesPattern(/a/, n),
    (n) => builtIn.matchesPattern(/a/i, n),
    (n) => builtIn.matchesPattern(/b/, n),
  ],
  secondPerson: [
    (n) => builtIn.secondPerson(n),
    (n) => builtIn.secondPerson({ ...n, language: "de" }),
    (n) => builtIn.secondPerson({ ...n, words: ["ty"] }),
  ],
  startsWith: [
    (n) => builtIn.startsWith("a", n),
    (n) => builtIn.startsWith("b", n),
    (n) => builtIn.startsWith("a", { ...n, caseSensitive: true }),
  ],
  endsWith: [(n) => builtIn.endsWith("a", n), (n) => builtIn.endsWith("b", n)],
  mustContain: [(n) => builtIn.mustContain("a", n), (n) => builtIn.mustContain(["a", "b"], n)],
  mustNotContain: [
    (n) => builtIn.mustNotContain(["a"], n),
    (n) => builtIn.mustNotContain(["a", "b"], n),
  ],
};

/** What the door has beside built-in evals. */
const others = ["claimsRubric", "countSentences", "countWords", "fail", "pass"];

test("every setting of every built-in eval moves the suite hash, also under one name", () => {
  const evals = new Set([...Object.keys(builtIn), "matchesJsonSchema"]);
  expect(new Set([...Object.keys(variants), ...others])).toEqual(evals);
  const hashes = Object.values(variants)
    .flat()
    .map((make) => hashOf(make({ name: "mine" })));
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("the same settings are the same hash, in whatever order, and with a default written out", () => {
  const name = "mine";
  const hash = hashOf(builtIn.jsonField("/a", { name, expected: { b: 1, a: [2] } }));
  const spelt = { name, comparison: "equals", expected: { a: [2], b: 1 } } as const;
  expect(hashOf(builtIn.jsonField("/a", spelt))).toBe(hash);
});

test("two texts with a comma are not one, also by the names of before", () => {
  expect(hashOf(builtIn.contains("a, b"))).not.toBe(hashOf(builtIn.contains(["a", "b"])));
});

// The hashes of the release before settings were part of them: a suite that has these evals keeps its evidence.
test.each<[Eval, string]>([
  [builtIn.maxWords(3), "8ceb9f21f13fce4182394fba543fd928b8700afefd6caa480b0d2b9ba58db207"],
  [
    builtIn.lengthBetween({ max: 4 }),
    "f224bd9dbb009ea977b88fbc6388472c2a4679451ac8cbbb72851eb794cd7e5f",
  ],
  [
    builtIn.lengthBetween({ min: 2, max: 9 }, { mustPass: true }),
    "a127b81b52d92821bfdc05c9909a445baa9dbd2eacc2410039a33b892e45c49e",
  ],
  [builtIn.contains("Wool"), "bd728438fc28118d82c7f5e0d7db9dc12e07beef81bc8b9e882e684ff146287e"],
  [
    builtIn.contains(["hat", "wool"], { caseSensitive: true }),
    "764ccc4994f07f4a8384fda9f67a82fac131913e75ca14b99af1812fa768dc26",
  ],
  [
    builtIn.mustNotContain(["best", "amazing"], { version: 3, weight: 2 }),
    "5913782ac8187b19b2af5d9ef03a48bb8c2a393d8dd45a901f4e867e54e9c07a",
  ],
  [
    builtIn.matchesPattern(/^a+$/i),
    "956825152d4565810242c59266733751a3bf94abebbbecd47f6e72a0aa39b16b",
  ],
  [builtIn.equals(), "ab19111fa1e8e6f888c65f9e42bb2a706690bbd08abc6633c6a98a49b44d9928"],
  [builtIn.validJson(), "cb0a68a5065723645cf9d5de0bc0a8e319fb6302e7a95b3b378760c18bf63f59"],
  [
    builtIn.validJson({ schema: z.object({}) }),
    "8454a38bbd773a8f07d4ab1632e985f7acb87eb852d640514e8be1e53a42d1e6",
  ],
])("keeps the hash of %o", (check, hash) => {
  expect(hashOf(check)).toBe(`sha256-${hash}`);
});
