import { isDeepStrictEqual } from "node:util";
import type { Eval } from "@promptrail/core";
import { describeLostDigits, readJson } from "@promptrail/core/portable";
import { defineEval } from "../suite/define-eval.js";
import { type CheckSettings, raiseVersion } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

/**
 * Holds where the answer is the case's ground truth: a text without the space around it, anything else as the
 * answer's data, else as its JSON. A case without ground truth is an error of the eval, not a failed answer.
 */
export function equals(settings: CheckSettings = {}): Eval {
  return defineEval({
    name: "equals",
    ...settings,
    version: raiseVersion(settings, 2),
    evaluate: ({ output, data, groundTruth }) => {
      if (groundTruth === null || groundTruth === undefined) {
        throw new Error(
          "The case has no ground truth to compare with. Add `ground_truth` to its row.",
        );
      }
      if (typeof groundTruth === "string") return compare(output.trim(), groundTruth.trim());
      if (data !== null) return compare(data, groundTruth);
      const read = readJson(output);
      return read === undefined || read.lost === null
        ? compare(read?.value, groundTruth)
        : fail(`The answer cannot be compared: ${describeLostDigits(read.lost)}.`);
    },
  });
}

function compare(answer: unknown, wanted: unknown) {
  return isDeepStrictEqual(answer, wanted)
    ? pass("The answer equals the ground truth.")
    : fail("The answer differs from the ground truth.");
}
