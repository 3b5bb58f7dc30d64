import type { InputSchema } from "@promptrail/core";
import type { EvaluatedVersion, EvaluatePorts } from "../evaluate/evaluate-ports.js";
import type { CallLimit } from "../runner/bounds/call-limit.js";
import type { CostLimit } from "../runner/bounds/cost-limit.js";
import type { Evaluator } from "../runner/evaluator/evaluator.js";

/** How far a run may go. */
export interface FuzzLimits {
  /** What it may cost. It ends before it would cost more. */
  readonly costLimit?: CostLimit | undefined;
  /** How many answers it may ask for; those of judges are not counted. */
  readonly callLimit?: CallLimit | undefined;
  /** How many answers are asked for at once. Default: the suite's, else 8. */
  readonly concurrency?: number | undefined;
  /** Stops the run: nothing new is asked, and what was found is reported. */
  readonly signal?: AbortSignal | undefined;
  /** Cuts what is asked, too. */
  readonly abandon?: AbortSignal | undefined;
}

/** What is fuzzed, and how. */
export interface FuzzRequest extends FuzzLimits {
  readonly family: string;
  /** Default: the active version. */
  readonly version?: number | undefined;
  /** A whole number below 2^32: the same one draws the same inputs and changes. */
  readonly seed: number;
  /** How many different inputs each relation is tried on. */
  readonly inputs: number;
  /** Where answers are kept: none is asked for twice within 24 hours, so that a run that was stopped goes on. */
  readonly answersFolder: string;
  /** Asks for every answer, also one that is kept. Default: false. */
  readonly fresh?: boolean | undefined;
  /** Runs the evals. Default: this thread. */
  readonly evaluator?: Evaluator | undefined;
  readonly onProgress?: ((progress: FuzzProgress) => void) | undefined;
}

/** How far a run is. */
export interface FuzzProgress {
  /** Inputs of all relations together, of `total`. */
  readonly done: number;
  readonly total: number;
  readonly found: number;
  readonly asked: number;
  /** US dollars of the answers; null where a part is unknown. */
  readonly cost: number | null;
}

/** What a run stands on. */
export interface FuzzPorts<Version extends EvaluatedVersion>
  extends Pick<
    EvaluatePorts<Version>,
    "resolve" | "run" | "mostCostOf" | "isPriced" | "suites" | "aids" | "judging"
  > {
  /** Of a version; null where this build has none. */
  readonly inputOf: (version: Version) => InputSchema | null;
}
