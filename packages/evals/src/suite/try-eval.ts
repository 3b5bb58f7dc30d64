import type { Eval, EvalResult, EvalSubject } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";

/** An answer that an eval is tried on: its text, and what else the eval looks at. */
export type TriedSubject<Context, GroundTruth, Data> = Partial<
  EvalSubject<Context, GroundTruth, Data>
> & { readonly output: string };

/**
 * What an eval says of one answer, for a test of the eval: what the subject leaves out is what an answer without
 * it has. Throws what the eval throws, and knows no deadline.
 */
export async function tryEval<Context, GroundTruth, Data>(
  check: Eval<Context, GroundTruth, Data>,
  subject: TriedSubject<NoInfer<Context>, NoInfer<GroundTruth>, NoInfer<Data>>,
): Promise<EvalResult | null> {
  const { signal } = new AbortController();
  return check.evaluate({ ...plain, ...subject }, { signal });
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
