import type { Eval } from "@promptrail/core";
import { show } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { countWords } from "./count-words.js";

/** Holds where the answer has at most `limit` words, as `countWords` counts them. Throws `invalid_definition`. */
export function maxWords(limit: number, settings: CheckSettings = {}): Eval {
  requireSettings("maxWords", settings, checkRules);
  if (!Number.isSafeInteger(limit) || limit < 0) {
    refuseSettings("maxWords", `has the limit ${show(limit)}. Give a whole number from 0.`);
  }
  return defineCheck({
    check: "max_words",
    parameters: String(limit),
    settings,
    judgesBy: { limit },
    isToldByName: true,
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const words = countWords(output);
      return words <= limit
        ? pass(`${words} of at most ${limit} words.`)
        : fail(`${words} words; at most ${limit} are allowed.`);
    },
  });
}
