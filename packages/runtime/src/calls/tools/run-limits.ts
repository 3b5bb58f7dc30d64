import { PromptrailError } from "@promptrail/core";
import type { RunEnd } from "./run-error.js";
import {
  type RunBudget,
  type RunToolsOptions,
  usualResultLength,
  usualSteps,
} from "./run-options.js";
import type { RunSpending } from "./run-spending.js";

/** What bounds a run beside its deadline. */
export interface RunLimits {
  readonly maxSteps: number;
  readonly maxResultLength: number;
  /** Null where there is no such budget. */
  readonly dollars: number | null;
  readonly tokens: number | null;
}

const budgets: readonly string[] = ["dollars", "tokens"] satisfies readonly (keyof RunBudget)[];

/** Throws PromptrailError `request_invalid` for a limit that is none. */
export function toRunLimits(
  key: string,
  {
    maxSteps = usualSteps,
    maxResultLength = usualResultLength,
    budget = {},
  }: Pick<RunToolsOptions, "maxSteps" | "maxResultLength" | "budget">,
): RunLimits {
  // A mistyped budget would be none.
  const unknown = Object.keys(budget).find((name) => !budgets.includes(name)) ?? null;
  requireLimit(
    key,
    `budget.${unknown}`,
    unknown === null,
    "left out: a budget has dollars, tokens",
  );
  const dollars = budget.dollars ?? null;
  const tokens = budget.tokens ?? null;
  requireLimit(key, "maxSteps", isWhole(maxSteps), "a whole number from 1");
  requireLimit(key, "maxResultLength", isWhole(maxResultLength), "a whole number from 1");
  requireLimit(key, "budget.dollars", isAmount(dollars), "a number above 0");
  requireLimit(key, "budget.tokens", isAmount(tokens), "a number above 0");
  return { maxSteps, maxResultLength, dollars, tokens };
}

function requireLimit(key: string, name: string, isRight: boolean, what: string): void {
  if (isRight) return;
  throw new PromptrailError(
    "request_invalid",
    `\`${name}\` of a run of ${key} must be ${what}. Nothing was sent.`,
    { prompt: key, option: name },
  );
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function isAmount(value: number | null): boolean {
  return value === null || (Number.isFinite(value) && value > 0);
}

interface Exhausted {
  readonly reason: Extract<RunEnd, "step_limit" | "budget">;
  readonly told: string;
}

/** Why no further step may follow; null where one may. A budget of which nobody can tell whether it is kept is spent. */
export function findExhausted(
  { maxSteps, dollars, tokens }: RunLimits,
  steps: number,
  spent: Pick<RunSpending, "cost" | "tokens">,
): Exhausted | null {
  if (steps >= maxSteps) {
    const told = `the model still calls tools after ${steps} steps, which is the limit. Raise \`maxSteps\`, or tell the model in the prompt when to stop.`;
    return { reason: "step_limit", told };
  }
  if (dollars !== null && (spent.cost === null || spent.cost >= dollars)) {
    const told =
      spent.cost === null
        ? "what it cost so far is not known, so that its budget in dollars cannot be kept. The vendor did not say what was used, or the provider knows no prices of the model: give a budget in tokens, or another model."
        : `it has spent $${spent.cost} of its budget of $${dollars}. Raise \`budget.dollars\`, or use a model that costs less.`;
    return { reason: "budget", told };
  }
  if (tokens !== null && (spent.tokens === null || spent.tokens >= tokens)) {
    const told =
      spent.tokens === null
        ? "the vendor did not say how many tokens were used, so that its budget in tokens cannot be kept. Limit its steps instead."
        : `it has used ${spent.tokens} tokens of its budget of ${tokens}. Raise \`budget.tokens\`, or let the tools return less.`;
    return { reason: "budget", told };
  }
  return null;
}
