import { defineEval } from "@promptrail/evals";
import { fraudVerdict } from "../../prompts/schemas/fraud-verdict.ts";
import { readJsonAnswer } from "../read-json-answer.ts";
import { fraudTruth } from "./fraud-truth.ts";

/** From this score on, an order is held back. */
const held = 0.5;

/**
 * How near the score is to what became of the order: 1 minus the Brier score (Brier 1950), so that a bold
 * mistake costs more than a hesitant one; halved on the wrong side of 0.5, where fraud is shipped or an honest
 * order held back. Passes on the right side.
 */
export const fraudAgreement = defineEval({
  name: "fraud_agreement",
  groundTruth: fraudTruth,
  evaluate: ({ output, groundTruth }) => {
    const answer = readJsonAnswer(output, fraudVerdict);
    if (!answer.ok) return { passed: false, score: 0, reason: answer.problem };
    const { score } = answer.data;
    const passed = score >= held === groundTruth.fraud;
    const nearness = 1 - (score - (groundTruth.fraud ? 1 : 0)) ** 2;
    return {
      passed,
      score: passed ? nearness : nearness / 2,
      reason: `Scored ${score}; the order was ${groundTruth.fraud ? "fraud" : "honest"}`,
    };
  },
});
