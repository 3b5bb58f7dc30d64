import { isErrored, type Trial } from "../case-result.js";

/** Why a run ended before its last case. */
export type RunStop =
  /** Somebody stopped it. */
  | { readonly reason: "asked" }
  /** A vendor refused a call as it would refuse every other one, too. */
  | { readonly reason: "refused"; readonly kind: string; readonly message: string }
  /** Another case could cost more than the limit has left. */
  | { readonly reason: "cost"; readonly limit: number; readonly spent: number }
  /** Another case would ask for more answers than the limit has left. */
  | {
      readonly reason: "calls";
      readonly limit: number;
      readonly asked: number;
      /** How many answers that case asks for. */
      readonly wanted: number;
    }
  /** A vendor did not say what an answer cost, so that no limit can be kept. */
  | { readonly reason: "unknown_cost"; readonly limit: number };

/** Whether no further run with the same limit could go on: one case alone asks for more. */
export function isLimitTooLow(stop: RunStop | undefined): stop is RunStop & { reason: "calls" } {
  return stop?.reason === "calls" && stop.wanted > stop.limit;
}

/** What a wrong key and an empty account do to one call, they do to all. */
const refusals: ReadonlySet<string> = new Set(["auth", "quota"]);

/** The refusal among a case's answers that ends the run; null for none. */
export function findRefusal(sides: readonly (readonly Trial[])[]): RunStop | null {
  const error = sides
    .filter(isErrored)
    .flat()
    .map((trial) => trial.error)
    .find((each) => each?.source === "run" && refusals.has(each.kind));
  return error == null ? null : { reason: "refused", kind: error.kind, message: error.message };
}
