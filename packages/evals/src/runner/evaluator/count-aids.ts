import type { Suite } from "@promptrail/core";
import type { CostLimit } from "../bounds/cost-limit.js";
import type { EvalAids } from "./eval-aids.js";
import type { Evaluator } from "./evaluator.js";

/** What evals spent beside the answers that they judge. */
export interface AidsSpending {
  /** How many prompts were run. */
  readonly runs: number;
  /** How many texts were embedded. */
  readonly embedded: number;
  /** US dollars; null where a part is unknown. */
  readonly cost: number | null;
}

interface Spent {
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  /** False where nothing came, which a vendor may bill all the same. */
  readonly isAnswered: boolean;
}

interface CountSettings {
  readonly onSpent?: (spent: Spent) => void;
  /** Throws where nothing more may be asked. */
  readonly requireRoom?: () => void;
}

/** Aids that count what they are asked. */
export interface CountedAids {
  readonly aids: EvalAids;
  readonly read: () => AidsSpending;
}

/** @param onSpent told of each request, whatever came of it. */
export function countAids(
  aids: EvalAids,
  { onSpent = () => {}, requireRoom = () => {} }: CountSettings = {},
): CountedAids {
  let runs = 0;
  let embedded = 0;
  let cost: number | null = 0;
  const count = async <Answer extends { readonly cost: number | null }>(
    asking: Promise<Answer>,
  ): Promise<Answer> => {
    let spent: Spent = { cost: null, isAnswered: false };
    try {
      const answer = await asking;
      spent = { cost: answer.cost, isAnswered: true };
      return answer;
    } finally {
      cost = cost === null || spent.cost === null ? null : cost + spent.cost;
      onSpent(spent);
    }
  };
  return {
    aids: {
      run: async (prompt, context, signal) => {
        requireRoom();
        runs += 1;
        return count(aids.run(prompt, context, signal));
      },
      embed: async (embedding, texts, signal) => {
        requireRoom();
        embedded += texts.length;
        return count(aids.embed(embedding, texts, signal));
      },
    },
    read: () => ({ runs, embedded, cost }),
  };
}

/** Counts the aids of a suite; null where there are none, or no eval of the suite uses any. */
export function countUsedAids(
  aids: EvalAids | undefined,
  { evals }: Pick<Suite, "evals">,
): CountedAids | null {
  const isUsed = evals.some(({ uses }) => uses !== undefined);
  return aids === undefined || !isUsed ? null : countAids(aids);
}

/** An evaluator whose evals have these aids. */
export function withAids(evaluator: Evaluator, aids: EvalAids | undefined): Evaluator {
  if (aids === undefined) return evaluator;
  return { evaluate: (task) => evaluator.evaluate({ ...task, aids }) };
}

/** Aids whose spending counts in a run's limit, which nothing is asked past; undefined where there are none. */
export function withinLimit(
  aids: EvalAids | undefined,
  costLimit: CostLimit | undefined,
): EvalAids | undefined {
  if (aids === undefined || costLimit === undefined) return aids;
  return countAids(aids, {
    onSpent: (spent) => costLimit.spendAside(spent),
    requireRoom: () => costLimit.requireRoom(),
  }).aids;
}
