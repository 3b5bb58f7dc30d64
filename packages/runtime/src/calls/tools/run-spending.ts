import type { Attempt, TokenUsage } from "@promptrail/core";

type Spent = Pick<Attempt, "usage" | "cost">;

const nothing: Spent = {
  usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
  cost: 0,
};

/**
 * What a run has spent: the sum over its attempts that brought an answer or a part of one. What is not known of one of
 * them is not known of the sum. An attempt that failed counts nothing: no vendor says what it cost.
 */
export class RunSpending {
  #spent = nothing;

  get usage(): TokenUsage {
    return this.#spent.usage;
  }

  /** US dollars. */
  get cost(): number | null {
    return this.#spent.cost;
  }

  /** Of input and output together. */
  get tokens(): number | null {
    return add(this.usage.input, this.usage.output);
  }

  readonly attempted = ({ outcome, usage, cost }: Attempt): void => {
    if (outcome === null) return;
    const { usage: before, cost: costBefore } = this.#spent;
    this.#spent = {
      usage: {
        input: add(before.input, usage.input),
        output: add(before.output, usage.output),
        cacheRead: add(before.cacheRead, usage.cacheRead),
        cacheWrite: add(before.cacheWrite, usage.cacheWrite),
        reasoning: add(before.reasoning, usage.reasoning),
      },
      cost: add(costBefore, cost),
    };
  };
}

function add(first: number | null, second: number | null): number | null {
  return first === null || second === null ? null : first + second;
}
