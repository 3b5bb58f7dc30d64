import type { Eval } from "@promptrail/core";
import type { JudgedPair } from "./judge-pairs.js";
import type { ComparedEval } from "./version-comparison.js";

/** How each eval took part, in the order of the suite. */
export function countEvals(
  judged: readonly JudgedPair[],
  evals: readonly Eval[],
): readonly ComparedEval[] {
  return evals.map(({ name }) => {
    const silent = judged.flatMap((pair) => pair.silent.filter((each) => each.name === name));
    const count = (why: string) => silent.filter((each) => each.why === why).length;
    return {
      name,
      judged: judged.length - silent.length,
      withoutText: count("withoutText"),
      withoutGroundTruth: count("withoutGroundTruth"),
      notApplicable: count("notApplicable"),
      oneSided: count("oneSided"),
      errors: count("error"),
      firstError: silent.find((each) => each.why === "error")?.message ?? null,
    };
  });
}
