import type { Eval } from "@promptrail/core";
import { estimateBiases } from "../../evals/number/suite-bias.js";
import type { EvalRun } from "../../runner/run-eval.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import type { BiasReport } from "./report-schema.js";

/** The biases that a suite's evals are about, of each version that ran; nothing where none is. */
export function toBiasReports(
  evals: readonly Eval[],
  { results }: Pick<EvalRun | PairedRun, "results">,
): { readonly biases?: BiasReport[] } {
  const biases = sides.flatMap((side) => {
    const cases = results.map((result) => ({
      cluster: result.cluster,
      trials: "trials" in result ? (side === "candidate" ? result.trials : []) : result[side],
    }));
    return estimateBiases(evals, cases).map(({ bias, ...others }) => ({
      side,
      ...others,
      value: bias,
    }));
  });
  return biases.length === 0 ? {} : { biases };
}

const sides = ["candidate", "baseline"] as const;
