import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

export interface LengthRange {
  /** Default: 1. */
  readonly min?: number;
  readonly max: number;
}

/** Holds where the answer's length lies in a range, in characters as a reader counts them (grapheme clusters). */
export function lengthBetween(range: LengthRange, settings: CheckSettings = {}): Eval {
  const { min = 1, max } = range;
  return defineEval({
    name: `length_between(${min}, ${max})`,
    ...settings,
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const length = [...graphemes.segment(output)].length;
      return length >= min && length <= max
        ? pass(`${length} characters.`)
        : fail(`${length} characters; ${min} to ${max} are allowed.`);
    },
  });
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
