import { isDeepStrictEqual } from "node:util";
import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

/**
 * Holds where the answer is the case's ground truth: a text without the space around it, anything else as the
 * answer's data, else as its JSON. A case without ground truth is an error of the eval, not a failed answer.
 */
export function equals(settings: CheckSettings = {}): Eval {
  return defineEval({
    name: "equals",
    ...settings,
    evaluate: ({ output, data, groundTruth }) => {
      if (groundTruth === null || groundTruth === undefined) {
        throw new Error(
          "The case has no ground truth to compare with. Add `ground_truth` to its row.",
        );
      }
      const answer =
        typeof groundTruth === "string" ? output.trim() : (data ?? parseAnswer(output));
      const wanted = typeof groundTruth === "string" ? groundTruth.trim() : groundTruth;
      return isDeepStrictEqual(answer, wanted)
        ? pass("The answer is the ground truth.")
        : fail("The answer differs from the ground truth.");
    },
  });
}

function parseAnswer(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
