import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scriptErroredTrial, scriptTrial } from "../../fixtures/scripted-run.js";
import type { ChangedPart } from "./diff-words.js";
import { diffSentences, diffWords } from "./diff-words.js";
import { chooseAnswers, findWorstCases } from "./worst-cases.js";

const text = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom("one", "two", "three.", " ", "\n", "四。"), { maxLength: 30 })
    .map((words) => words.join(" ")),
);
const join = (parts: readonly ChangedPart[], without: ChangedPart["kind"], between: string) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map((part) => part.text)
    .join(between);

describe("a difference of words", () => {
  test("holds both texts, whole and in their order", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        expect(join(parts, "added", "")).toBe(before);
        expect(join(parts, "removed", "")).toBe(after);
      }),
    );
  });

  test("of the same text is that text alone, and of texts without a word in common their replacement", () => {
    expect(diffWords("You get it.", "You get it.")).toEqual([
      { kind: "same", text: "You get it." },
    ]);
    expect(diffWords("You get it.", "Take one home!")).toEqual([
      { kind: "removed", text: "You get it." },
      { kind: "added", text: "Take one home!" },
    ]);
  });

  test("of very different texts comes at once, as a replacement", () => {
    const words = (name: string) =>
      Array.from({ length: 4_000 }, (_, at) => `${name}${at}`).join(" ");
    const parts = diffWords(words("a"), words("b"));
    expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});

test("a difference of sentences is a part for each", () => {
  expect(
    diffSentences("It is red. It is big.\nBuy it.", "It is red. It is small.\nBuy it."),
  ).toEqual([
    { kind: "same", text: "It is red." },
    { kind: "removed", text: "It is big." },
    { kind: "added", text: "It is small." },
    { kind: "same", text: "Buy it." },
  ]);
});

test("the worst cases are those without a result, then those that lost most, then those with the lowest score", () => {
  const result = (id: string, candidate: number | null, baseline: number) => ({
    id,
    tags: [],
    cluster: null,
    candidate: [candidate === null ? scriptErroredTrial("timeout") : scriptTrial(candidate)],
    baseline: [scriptTrial(baseline)],
  });
  const found = findWorstCases([
    result("fine", 1, 1),
    result("always bad", 0, 0),
    result("better and not passed", 0.5, 0.2),
    result("lost half", 0.5, 1),
    result("lost all", 0, 1),
    result("no result", null, 1),
  ]);
  expect(found.map(({ id }) => id)).toEqual([
    ...["no result", "lost all", "lost half", "always bad", "better and not passed"],
  ]);
});

test("of several answers the lowest is shown, with the baseline's to the same repeat", () => {
  const [found] = findWorstCases([
    {
      id: "a",
      tags: [],
      cluster: null,
      candidate: [scriptTrial(1), scriptTrial(0, { durationMs: 1 })],
      baseline: [scriptTrial(1), scriptTrial(1, { durationMs: 2 })],
    },
  ]);
  expect(found && chooseAnswers(found)).toMatchObject({
    candidate: { durationMs: 1 },
    baseline: { durationMs: 2 },
  });
});
