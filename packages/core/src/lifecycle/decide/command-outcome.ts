import type { PromptrailError } from "../../errors/promptrail-error.js";
import type { DecisionResult } from "../decision.js";

/** So many commands are decided in one transaction at most: nobody else of the environment decides meanwhile. */
export const mostTogether = 100;

/** What became of a command among others: what it did, or why the rules refused it. */
export type CommandOutcome =
  | { readonly result: DecisionResult; readonly refusal: null }
  | { readonly result: null; readonly refusal: PromptrailError };
