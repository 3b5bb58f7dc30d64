import type { Eval, EvalCall, EvalResult, EvalSubject } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { askAids } from "../runner/evaluator/ask-aids.js";
import { requireEval } from "../settings/require-eval.js";

/** An answer that an eval is tried on: its text, and what else the eval looks at. */
export type TriedSubject<Context, GroundTruth, Data> = Partial<
  EvalSubject<Context, GroundTruth, Data>
> & { readonly output: string };

/**
 * What an eval says of one answer, for a test of the eval: what the subject leaves out is what an answer without
 * it has. Throws what the eval throws, and knows no deadline. Of what the eval is given beside the subject, `call` may have
 * any part: a `run` and an `embed` of the test's own answer in the place of vendors.
 */
export async function tryEval<Context, GroundTruth, Data>(
  check: Eval<Context, GroundTruth, Data>,
  subject: TriedSubject<NoInfer<Context>, NoInfer<GroundTruth>, NoInfer<Data>>,
  call: Partial<EvalCall> = {},
): Promise<EvalResult | null> {
  requireEval("tryEval", check);
  const { signal } = new AbortController();
  const asks = askAids({ check, aids: undefined, signal });
  const usual: EvalCall = { case: { id: "tried", tags: [], cluster: null }, ...asks, signal };
  return check.evaluate({ ...plain, ...subject }, { ...usual, ...call });
}

const plain: Omit<EvalSubject, "output"> = {
  data: null,
  toolCalls: [],
  usage: noUsage,
  cost: null,
  durationMs: 0,
  outcome: "ok",
  groundTruth: null,
  context: {},
};
