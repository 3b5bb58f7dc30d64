import { noUsage } from "@promptrail/core/provider-kit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { defineSuite } from "../../suite/define-suite.js";
import { not } from "../not.js";
import { embeddingSimilarity } from "./embedding-similarity.js";

const embeds = { provider: "openai", model: "text-embedding-3-small" } as const;
const settings = { embeds, atLeast: 0.8, expected: "a warm lamp" };

type Embed = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

/** Judges one answer, with the test's own vectors. */
function judge(
  check: ReturnType<typeof embeddingSimilarity>,
  output: string,
  embed: Embed = async () => {
    throw new Error("Nobody may be asked.");
  },
) {
  const call = {
    case: { id: "a", tags: [], cluster: null },
    run: async () => {
      throw new Error("It runs no prompt.");
    },
    embed,
    signal: new AbortController().signal,
  };
  const plain = { data: null, toolCalls: [], usage: noUsage, cost: null, durationMs: 1 };
  const subject = { ...plain, outcome: "ok", groundTruth: null, context: {}, output } as const;
  return check.evaluate(subject, call);
}

test("agrees with the cosine's formula on random vectors", async () => {
  const number = fc.integer({ min: -50, max: 50 });
  const pair = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(pair, async (numbers) => {
      const left = numbers.map(([one]) => one);
      const right = numbers.map(([, other]) => other);
      fc.pre(left.some((one) => one !== 0) && right.some((one) => one !== 0));
      const asked: (readonly string[])[] = [];
      const embed = async (texts: readonly string[]) => {
        asked.push(texts);
        return [left, right];
      };
      const told = await judge(embeddingSimilarity(settings), "a bright lamp", embed);
      let [dot, one, other] = [0, 0, 0];
      for (const [x, y] of numbers) {
        dot += x * y;
        one += x * x;
        other += y * y;
      }
      const wanted = Math.min(1, Math.max(0, dot / Math.sqrt(one * other)));
      expect(told?.score).toBeCloseTo(wanted, 9);
      expect(told?.passed).toBe((told?.score ?? 0) >= 0.8);
      expect(asked).toEqual([["a bright lamp", "a warm lamp"]]);
    }),
  );
});

test("an empty answer asks nobody, and what does not apply asks nobody", async () => {
  const told = await judge(embeddingSimilarity(settings), " \n");
  expect(told).toEqual({ passed: false, score: 0, reason: "The answer is empty." });
  const none = embeddingSimilarity({ ...settings, expected: () => null });
  expect(await judge(none, "a lamp")).toBeNull();
});

test.each([
  ["no vectors", []],
  ["one vector", [[1, 2]]],
  [
    "vectors of two lengths",
    [
      [1, 2],
      [1, 2, 3],
    ],
  ],
  [
    "a vector of zeros",
    [
      [0, 0],
      [1, 2],
    ],
  ],
])("%s are an error of the eval", async (_title, vectors) => {
  const judging = judge(not(embeddingSimilarity(settings)), "a lamp", async () => vectors);
  await expect(judging).rejects.toThrow(/have no angle between them/);
});

test("the model is part of the suite hash, and refused where it is not named", () => {
  const hash = (changes: object) =>
    defineSuite({
      family: "f",
      dataset: cases("d", []),
      evals: [embeddingSimilarity({ ...settings, name: "near", ...changes })],
    }).suiteHash;
  const other = { embeds: { ...embeds, model: "text-embedding-3-large" } };
  const hashes = [hash({}), hash(other), hash({ atLeast: 0.7 }), hash({ expected: "a lamp" })];
  expect(new Set(hashes).size).toBe(4);
  expect(() => hash({ embeds: undefined })).toThrow(/no model to embed with/);
  expect(() => hash({ embeds: { provider: "openai", modle: "x" } })).toThrow(
    /Did you mean "model"/,
  );
  expect(() => hash({ atLeast: undefined })).toThrow(/has the atLeast undefined/);
});
