export type StatusProblemCode =
  | "state_regression"
  | "immutability_violation"
  | "active_unavailable"
  | "store_unavailable";

/** What is not well in the process that tells its status. */
export interface StatusProblem<Code extends string = string> {
  /** A `StatusProblemCode`, or what a newer server says. */
  readonly code: Code;
  readonly message: string;
}
