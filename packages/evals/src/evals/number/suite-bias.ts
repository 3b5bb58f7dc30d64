import type { Eval } from "@promptrail/core";
import type { Trial } from "../../runner/case-result.js";
import { type BiasEstimate, estimateBias } from "./estimate-bias.js";

/** How the two evals of a bias are read together. */
export interface BiasPair {
  /** Names of the two evals. */
  readonly shortfall: string;
  readonly excess: string;
  readonly measure: "relative" | "absolute";
  /** An error so large scores 0. */
  readonly worst: number;
}

interface BiasEval extends Eval {
  readonly bias: BiasPair;
}

/** The bias of one version's answers, by two evals of its suite. */
export interface SuiteBias extends Omit<BiasPair, "worst">, BiasEstimate {}

/** One version's answers to a case. */
interface SideCase {
  readonly cluster: string | null;
  readonly trials: readonly Trial[];
}

/** The eval with what reads it together with the other direction's. */
export function withBias<Check extends Eval>(check: Check, bias: BiasPair): Check {
  return Object.freeze({ ...check, bias: Object.freeze(bias) });
}

/** Each bias that a suite's evals are about and of which a run tells anything; none where no pair of `numericBias` is among them. */
export function estimateBiases(
  evals: readonly Eval[],
  cases: readonly SideCase[],
): readonly SuiteBias[] {
  return evals.filter(isBiasEval).flatMap(({ bias }) => {
    const { shortfall, excess, measure } = bias;
    const told = estimateBias({ ...bias, cases });
    return told === null ? [] : [{ shortfall, excess, measure, ...told }];
  });
}

/** Recognised by its data, as a judge is: another copy of this package may have made it. */
function isBiasEval(check: Eval): check is BiasEval {
  if (!("bias" in check)) return false;
  const { bias } = check;
  return typeof bias === "object" && bias !== null && "shortfall" in bias && "excess" in bias;
}
