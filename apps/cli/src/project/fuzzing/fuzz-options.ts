import { randomInt } from "node:crypto";
import { CallLimit, CostLimit } from "@promptrail/evals/run";
import type { CommonOptions } from "../../command-scope.js";
import { parseConcurrency, parseCount, parseDollars, parseVersion } from "../parse-options.js";
import { requireDatasetName } from "./append-rows.js";

export interface FuzzOptions extends CommonOptions {
  readonly version?: string;
  readonly budget?: string;
  readonly maxCalls?: string;
  readonly inputs?: string;
  readonly seed?: string;
  readonly write?: string;
  readonly concurrency?: string;
  readonly fresh?: boolean;
}

/** 1 - 0.95^60 = 95.4 %: a fault that hits one input in twenty is found. */
const usualInputs = 60;
const usualBudget = 2;
const mostInputs = 2_000;

/** What the command line says, with its defaults. Throws `request_invalid`. */
export function readFuzzOptions(options: FuzzOptions) {
  const { version, budget, maxCalls, inputs, seed, write, concurrency, fresh = false } = options;
  const dollars =
    budget === undefined
      ? maxCalls === undefined
        ? usualBudget
        : undefined
      : parseDollars(budget.replace(/ ?usd$/i, ""), "--budget");
  return {
    version: version === undefined ? undefined : parseVersion(version, "--version"),
    inputs:
      inputs === undefined ? usualInputs : parseCount(inputs, "--inputs", { most: mostInputs }),
    seed: seed === undefined ? randomInt(1_000_000) : parseCount(seed, "--seed", { least: 0 }),
    concurrency: concurrency === undefined ? undefined : parseConcurrency(concurrency),
    costLimit: dollars === undefined ? undefined : new CostLimit(dollars),
    callLimit:
      maxCalls === undefined ? undefined : new CallLimit(parseCount(maxCalls, "--max-calls")),
    file: write === undefined ? undefined : requireDatasetName(write),
    fresh,
  };
}
