import type { Eval } from "@promptrail/core";

/** An eval that asks a model, as far as the suite hash knows it. */
interface JudgingEval extends Eval {
  readonly judge: { readonly hash: string };
}

/** Recognised by its data, not by its maker: another copy of this package may have made it. */
export function isJudgingEval(check: Eval): check is JudgingEval {
  return "judge" in check;
}
