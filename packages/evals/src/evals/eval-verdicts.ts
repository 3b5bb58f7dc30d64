import type { EvalResult } from "@promptrail/core";

/** An answer that holds: score 1. */
export function pass(reason = "Holds."): EvalResult {
  return { passed: true, score: 1, reason };
}

/** An answer that does not hold, with what is wrong in plain words. Score 0 unless given, at most 1. */
export function fail(reason: string, score = 0): EvalResult {
  return { passed: false, score, reason };
}
