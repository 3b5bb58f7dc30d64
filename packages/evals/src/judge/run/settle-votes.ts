import type { EvalResult } from "@promptrail/core";
import type { ScoredVote, Vote } from "../ask/vote.js";
import type { Judge } from "../definition/judge.js";
import type { Rubric } from "../rubric/rubric.js";

/** The votes on one answer as an eval's result; null where none is scored. */
export function settleVotes(
  { rubric, passScore }: Pick<Judge, "rubric" | "passScore">,
  votes: readonly Vote[],
): EvalResult | null {
  const scored = votes.filter((vote) => vote.kind === "scored");
  if (scored.length === 0) return null;
  const scores = scorePartsOf(rubric, scored);
  const all = [...scores.values()];
  const reason = describeVotes(scored);
  if (rubric.asks.mode !== "criteria") {
    const score = meanOfAll(all);
    const variance = varianceOfMean(
      scored.map((vote) => meanOfAll([...scorePartsOf(rubric, [vote]).values()])),
    );
    return { passed: score >= passScore, score, reason, variance };
  }
  // Of several votes the greater part decides; half of them are not enough.
  const failed = [...scores].filter(([, score]) => score <= 0.5).map(([name]) => name);
  return {
    passed: failed.length === 0,
    score: (all.length - failed.length) / all.length,
    reason: failed.length === 0 ? reason : `Fails ${failed.join(", ")}. ${reason}`,
  };
}

/** What a comparison says of the first answer: 1 better, 0 worse, 0.5 neither; null where it is not known. */
export function settlePair(forward: Vote, reversed: Vote): PairOutcome | null {
  if (forward.kind !== "scored" || reversed.kind !== "scored") return null;
  const [one, other] = [wordOf(forward), wordOf(reversed)];
  if (one !== other) return { score: 0.5, isFlip: true };
  return { score: one === "first" ? 1 : one === "second" ? 0 : 0.5, isFlip: false };
}

export interface PairOutcome {
  readonly score: number;
  readonly isFlip: boolean;
  /** Of the score, where it is the mean of several. */
  readonly variance?: number | undefined;
}

/** The mean of what each part's words count. */
export function scorePartsOf(
  { parts }: Pick<Rubric, "parts">,
  votes: readonly ScoredVote[],
): ReadonlyMap<string, number> {
  return new Map(
    parts.map(({ name, choices }) => {
      const scores = votes.map(({ words }) => {
        const said = words.get(name);
        return choices.find(({ choice }) => choice === said)?.score ?? 0;
      });
      return [name, meanOfAll(scores)] as const;
    }),
  );
}

/** Of scores of the same answer, s²/n: how much their mean would vary. Undefined of fewer than two. */
export function varianceOfMean(scores: readonly number[]): number | undefined {
  const n = scores.length;
  if (n < 2) return undefined;
  const centre = meanOfAll(scores);
  return scores.reduce((sum, score) => sum + (score - centre) ** 2, 0) / ((n - 1) * n);
}

function wordOf({ words }: ScoredVote): string | undefined {
  return words.get("preference");
}

function meanOfAll(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function describeVotes(votes: readonly ScoredVote[]): string {
  const [first] = votes;
  const words = [...(first?.words ?? [])].map(([part, word]) => `${part}: ${word}`).join(", ");
  const more = votes.length > 1 ? ` (first of ${votes.length} votes)` : "";
  return `${words}${more}. ${first?.reason ?? ""}`.trim();
}
