import type { Eval } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeAnswer } from "../judge-answer.ts";
import { fraudAgreement } from "./fraud-agreement.ts";
import { validFraudScore } from "./valid-fraud-score.ts";

async function judge(check: Eval, answer: unknown, fraud = true) {
  const output = typeof answer === "string" ? answer : JSON.stringify(answer);
  return judgeAnswer(check, { output, groundTruth: { fraud } });
}

const verdict = (score: number, reasons = ["The account is new."]) => ({ score, reasons });

describe("valid_fraud_score", () => {
  test("passes a score from 0 to 1 with a list of reasons", async () => {
    expect(await judge(validFraudScore, verdict(0))).toMatchObject({ passed: true, score: 1 });
    expect(await judge(validFraudScore, verdict(1))).toMatchObject({ passed: true, score: 1 });
  });

  test.each([
    ["a score above 1", verdict(1.01)],
    ["a score below 0", verdict(-0.01)],
    ["a score as text", { score: "0.4", reasons: [] }],
    ["a list of reasons that is missing", { score: 0.4 }],
    ["a list of reasons that is empty", verdict(0.7, [])],
    ["a blank reason", verdict(0.7, ["The amount is high.", "  "])],
    ["a fence", "```json\n{}\n```"],
  ])("fails %s", async (_what, answer) => {
    expect(await judge(validFraudScore, answer)).toMatchObject({ passed: false, score: 0 });
  });

  test("fails the gate by itself", () => {
    expect(validFraudScore.mustPass).toBe(true);
  });
});

describe("fraud_agreement", () => {
  test("passes on the right side of 0.5", async () => {
    expect((await judge(fraudAgreement, verdict(0.5), true)).passed).toBe(true);
    expect((await judge(fraudAgreement, verdict(0.49), true)).passed).toBe(false);
    expect((await judge(fraudAgreement, verdict(0.49), false)).passed).toBe(true);
    expect((await judge(fraudAgreement, verdict(0.5), false)).passed).toBe(false);
  });

  test("scores 1 for certainty that is right and 0 for certainty that is wrong", async () => {
    expect((await judge(fraudAgreement, verdict(1), true)).score).toBe(1);
    expect((await judge(fraudAgreement, verdict(1), false)).score).toBe(0);
  });

  test("never scores the nearer of two answers lower", async () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(probability, probability, fc.boolean(), async (one, other, fraud) => {
        const truth = fraud ? 1 : 0;
        const [near, far] =
          Math.abs(one - truth) <= Math.abs(other - truth) ? [one, other] : [other, one];
        const nearer = await judge(fraudAgreement, verdict(near), fraud);
        const farther = await judge(fraudAgreement, verdict(far), fraud);
        expect(nearer.score).toBeGreaterThanOrEqual(farther.score);
      }),
    );
  });

  test("scores 0 for what it cannot read", async () => {
    expect(await judge(fraudAgreement, "I think it is fraud.")).toMatchObject({
      passed: false,
      score: 0,
    });
  });
});
