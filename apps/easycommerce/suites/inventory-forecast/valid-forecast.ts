import { defineEval } from "@promptrail/evals";
import { salesForecast } from "../../prompts/schemas/sales-forecast.ts";
import { readJsonAnswer } from "../read-json-answer.ts";

/** The answer is bare JSON with four numbers, none below zero. */
export const validForecast = defineEval({
  name: "valid_forecast",
  evaluate: ({ output }) => {
    const answer = readJsonAnswer(output, salesForecast);
    if (!answer.ok) return { passed: false, score: 0, reason: answer.problem };
    return { passed: true, score: 1, reason: "JSON with four numbers, none below zero" };
  },
});
