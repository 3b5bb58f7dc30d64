import { describe, expect, test } from "vitest";
import { z } from "zod";
import { maxWords } from "../evals/count/max-words.js";
import { pass } from "../evals/eval-verdicts.js";
import { contains } from "../evals/text/contains.js";
import { equals } from "../evals/text/equals.js";
import {
  compareScripted as compare,
  findMeasure as measure,
  repeatPair as repeat,
  suiteOf,
} from "../fixtures/compare-scripted.js";
import { scriptFailedSide, scriptPair, scriptSide } from "../fixtures/scripted-pairs.js";
import { defineEval } from "../suite/define-eval.js";

const short = maxWords(10);
const good = "a lamp";

describe("which evals judge", () => {
  const isRight = (id: string) => ({
    ...scriptPair(id, scriptSide("yes"), scriptSide("no")),
    groundTruth: "yes",
  });

  test("one that needs a ground truth judges the pairs that have one", async () => {
    const bare = repeat(10, (id) => scriptPair(id, scriptSide("yes"), scriptSide("no")));
    const shadow = await compare(bare, suiteOf(equals(), short));
    expect(shadow.evals[0]).toMatchObject({ name: "equals", judged: 0, withoutGroundTruth: 10 });
    expect(shadow.measures.map(({ name }) => name).slice(0, 3)).toEqual([
      "success_rate",
      "pass_rate",
      "length",
    ]);
    const dataset = await compare(repeat(10, isRight), suiteOf(equals(), short));
    expect(measure(dataset, "pass_rate: equals")).toMatchObject({ losses: 10, verdict: "worse" });
  });

  test("one that says that it needs none is never given it", async () => {
    const seen: unknown[] = [];
    const looks = defineEval({
      name: "looks",
      needsGroundTruth: false,
      evaluate: ({ groundTruth }) => {
        seen.push(groundTruth);
        return pass();
      },
    });
    await compare([isRight("one")], suiteOf(looks));
    expect(seen).toEqual([null, null]);
  });

  test("a user's own needs one unless it says otherwise; of the ready-made ones only `equals` does", () => {
    expect(defineEval({ name: "mine", evaluate: () => pass() }).needsGroundTruth).toBe(true);
    expect([short, contains("a"), equals()].map((check) => check.needsGroundTruth)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("one with a schema for the ground truth cannot say that it needs none", () => {
    const contradiction = () =>
      defineEval({
        name: "mine",
        needsGroundTruth: false,
        groundTruth: z.string(),
        evaluate: () => pass(),
      });
    expect(contradiction).toThrow(/"mine".*Remove one of the two/);
  });

  test("pairs to which it does not apply, or on one side only, and those it cannot judge are counted", async () => {
    const picky = defineEval({
      name: "picky",
      needsGroundTruth: false,
      evaluate: ({ output }) => {
        if (output === "throw") throw new Error("Broken");
        return output === "none" ? null : pass();
      },
    });
    const ofTexts = (a: string, b: string) => scriptPair(`${a} ${b}`, scriptSide(a), scriptSide(b));
    const comparison = await compare(
      [
        ofTexts("x", "y"),
        ofTexts("none", "none"),
        ofTexts("none", "y"),
        ofTexts("x", "throw"),
        scriptPair("failed", scriptSide("none"), scriptFailedSide("template", "version")),
      ],
      suiteOf(picky, short),
    );
    expect(comparison.evals[0]).toEqual({
      name: "picky",
      judged: 1,
      withoutText: 0,
      withoutGroundTruth: 0,
      notApplicable: 2,
      oneSided: 1,
      errors: 1,
      firstError: "threw: Broken",
    });
    // What could not be judged by one eval has no pass rate; what one does not apply to has that of the others.
    expect(measure(comparison, "pass_rate")).toMatchObject({ n: 4, missing: 1 });
  });

  test("a graded eval is compared by its scores, too", async () => {
    const comparison = await compare(
      repeat(40, (id) => scriptPair(id, scriptSide("red"), scriptSide("red and blue"))),
      suiteOf(contains(["red", "blue", "green", "white"])),
    );
    expect(measure(comparison, "score")).toMatchObject({
      difference: 0.25,
      method: "betting",
      verdict: "better",
      wins: 40,
    });
    expect(measure(comparison, "pass_rate").verdict).toBe("no_difference_shown");
  });

  test("without a suite success, length, latency, tokens and cost are compared", async () => {
    const comparison = await compare(
      repeat(9, (id) => scriptPair(id, scriptSide(good), scriptSide(good))),
      {
        suite: null,
      },
    );
    expect(comparison.measures.map(({ name }) => name)).toEqual([
      "success_rate",
      "length",
      "latency",
      "input_tokens",
      "output_tokens",
      "cost",
    ]);
  });
});
