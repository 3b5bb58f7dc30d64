import type { EvalResult } from "@promptrail/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeAnswer } from "../judge-answer.ts";
import { productDescription } from "./product-description.ts";

const attributes = { material: "stainless steel", capacity: "0.9 l", power: "1200 W" };

const honest =
  "With stainless steel, 0.9 l and 1200 W, this kettle is made for you. It is easy to use and looks good in your kitchen.";

async function judge(
  output: string,
  values: Record<string, string> = attributes,
): Promise<EvalResult> {
  const product = { name: "Kettle", category: "Kitchen", price: 64, attributes: values };
  return judgeAnswer(productDescription, { output, context: { product } });
}

const wordsOf = (count: number) => Array.from({ length: count }, () => "your").join(" ");

/** Words that stand in no list. */
const inventions = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `zq${String.fromCharCode(97 + (index % 26))}${index}`,
  ).join(" ");

test("passes an honest description", async () => {
  expect(await judge(honest)).toEqual({ passed: true, score: 1, reason: "All checks passed" });
});

test("allows 140 words and scores 0 above", async () => {
  expect((await judge(wordsOf(140))).passed).toBe(true);
  const tooLong = await judge(wordsOf(141));
  expect(tooLong).toMatchObject({ passed: false, score: 0 });
  expect(tooLong.reason).toContain("141 words");
});

test("scores 0.2 for superlatives and names them", async () => {
  const praised = await judge(`${honest} It is the Best, with unmatched care.`);
  expect(praised).toMatchObject({ passed: false, score: 0.2 });
  expect(praised.reason).toContain("best, unmatched");
});

test("allows 30 words that nothing supports and scores 0.4 above", async () => {
  expect((await judge(`your ${inventions(30)}`)).passed).toBe(true);
  const invented = await judge(`your ${inventions(31)}`);
  expect(invented).toMatchObject({ passed: false, score: 0.4 });
  expect(invented.reason).toContain("31 words");
});

test("counts a repeated word once", async () => {
  expect((await judge(`your ${"zqx ".repeat(60)}`)).passed).toBe(true);
});

test("scores 0.6 where the reader is not addressed", async () => {
  const distant = await judge("This kettle holds 0.9 l and is good for the young.");
  expect(distant).toMatchObject({ passed: false, score: 0.6 });
  expect((await judge("It is all yours.")).score).toBe(0.6);
});

test.each([
  ["length before superlatives", `${wordsOf(141)} best ${inventions(40)}`, 0],
  ["superlatives before inventions", `best ${inventions(40)}`, 0.2],
  ["inventions before the voice", inventions(40), 0.4],
])("checks %s", async (_order, output, score) => {
  expect((await judge(output)).score).toBe(score);
});

test("judges any text, passes only with score 1 and always says why", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc
      .array(fc.constantFrom("you", "best", "titanium", "is", "—", "茶"), { maxLength: 200 })
      .map((words) => words.join(" ")),
  );
  await fc.assert(
    fc.asyncProperty(text, async (output) => {
      const result = await judge(output);
      expect([0, 0.2, 0.4, 0.6, 1]).toContain(result.score);
      expect(result.passed).toBe(result.score === 1);
      expect(result.reason).not.toBe("");
    }),
  );
});
