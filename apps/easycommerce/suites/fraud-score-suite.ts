import { defineSuite, jsonl } from "@promptrail/evals";
import { fraudScoreV2 } from "../prompts/fraud-score-v2.ts";
import { orderInput } from "../prompts/schemas/order-input.ts";
import { fraudAgreement } from "./fraud-score/fraud-agreement.ts";
import { fraudTruth } from "./fraud-score/fraud-truth.ts";
import { validFraudScore } from "./fraud-score/valid-fraud-score.ts";

/** The gate of fraud_score: readable on every order, and no more than 5 points of score worse. */
export const fraudScoreSuite = defineSuite({
  prompt: fraudScoreV2,
  dataset: jsonl(new URL("../datasets/fraud-score.jsonl", import.meta.url), {
    context: orderInput,
    groundTruth: fraudTruth,
  }),
  evals: [validFraudScore, fraudAgreement],
  gate: { margin: 0.05, alpha: 0.05 },
});
