import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

/** Holds where the answer matches a regular expression. */
export function matchesPattern(pattern: RegExp, settings: CheckSettings = {}): Eval {
  // A sticky or global pattern keeps a position between calls, and so would judge one answer by another.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  return defineEval({
    name: `matches_pattern(${stateless})`,
    ...settings,
    evaluate: ({ output }) =>
      stateless.test(output)
        ? pass("The pattern matches.")
        : fail(`The answer does not match ${stateless}.`),
  });
}
