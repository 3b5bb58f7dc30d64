import { defineEval } from "@promptrail/evals";
import { fraudVerdict } from "../../prompts/schemas/fraud-verdict.ts";
import { readJsonAnswer } from "../read-json-answer.ts";

/**
 * The answer is bare JSON with a score from 0 to 1 and at least one reason that says something. Must pass: the
 * checkout reads it without looking, and the person who reviews a held order has only the reasons.
 */
export const validFraudScore = defineEval({
  name: "valid_fraud_score",
  mustPass: true,
  // So that it also judges calls of production.
  needsGroundTruth: false,
  evaluate: ({ output }) => {
    const answer = readJsonAnswer(output, fraudVerdict);
    if (!answer.ok) return { passed: false, score: 0, reason: answer.problem };
    const { reasons } = answer.data;
    if (reasons.length === 0) return { passed: false, score: 0, reason: "No reasons given" };
    const blank = reasons.filter((reason) => reason.trim() === "").length;
    if (blank > 0) return { passed: false, score: 0, reason: `${blank} of the reasons are blank` };
    return { passed: true, score: 1, reason: "JSON with a score from 0 to 1 and reasons" };
  },
});
