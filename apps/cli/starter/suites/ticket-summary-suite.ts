import { defineSuite, jsonl, maxWords, mustNotContain } from "@promptrail/evals";
import { ticketSummaryV1 } from "../prompts/ticket-summary-v1.ts";

export const ticketSummarySuite = defineSuite({
  // Any version of the family: what does not fit its context and its answers does not compile.
  prompt: ticketSummaryV1,
  dataset: jsonl(new URL("../datasets/ticket-summary.jsonl", import.meta.url)),
  evals: [maxWords(70), mustNotContain(["best", "amazing", "incredible"])],
  // A candidate may score at most 0.05 lower on average; a prompt as good as the active one fails
  // at most once in twenty. That margin needs about 60 cases on which both versions do nearly alike:
  // with fewer, or answers that vary more, widen it or add cases.
  // And whatever the active version does: one that passes fewer than half of the cases fails.
  gate: { margin: 0.05, alpha: 0.05, minPassRate: 0.5 },
});
