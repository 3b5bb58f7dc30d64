import type { CallOptions } from "../plan/call-options.js";
import type { ToolFunctions } from "./tool-function.js";

/** So many steps a run has, where its caller names no other number. */
export const usualSteps = 10;
/** So much of a tool's result goes to the model, in UTF-16 units, where the caller names no other number. */
export const usualResultLength = 50_000;

/**
 * What a run may spend. It is looked at before each step: a run goes on while it has spent less, so that it spends at
 * most one step more. What is not known cannot be kept: a run whose vendor does not say what was used ends.
 */
export interface RunBudget {
  /** US dollars, above 0. */
  readonly dollars?: number | undefined;
  /** Tokens of input and output together, above 0. */
  readonly tokens?: number | undefined;
}

/** How a run of tools goes. */
export interface RunToolsOptions<Pinned = number, Functions = ToolFunctions>
  extends Pick<CallOptions<Pinned>, "version" | "signal" | "turns" | "attachments" | "subject"> {
  /** A function for each tool that a version of the family declares. */
  readonly tools: Functions;
  /** The most calls of the model, from 1; default 10. */
  readonly maxSteps?: number | undefined;
  readonly budget?: RunBudget | undefined;
  /** For the whole run, its functions included; default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** The most of one tool's result that the model is sent, in UTF-16 units; default 50,000. What is beyond is cut, and the model told. */
  readonly maxResultLength?: number | undefined;
}
