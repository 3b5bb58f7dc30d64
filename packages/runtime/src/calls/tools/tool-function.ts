/** What a function of a tool is told beside its input. */
export interface ToolContext {
  /** Fires at the run's deadline, and where its caller gives up: what goes on after that is not waited for. */
  readonly signal: AbortSignal;
  /** What the records of the run's steps have as their `runId`. */
  readonly runId: string;
  /** The step whose answer calls the tool, from 1. */
  readonly step: number;
  /** The model's id of this call. */
  readonly toolCallId: string;
}

/**
 * A tool: a plain function of the caller. What it returns goes to the model, a text as it is and anything else as JSON.
 * A `ToolRefusal` that it throws is told to the model in its own words; of any other error the model hears that the tool failed.
 */
export type ToolFunction<Input> = (input: Input, context: ToolContext) => unknown;

/** One function for each tool, by the tools' names. `Inputs`: what each of them is given. */
export type ToolFunctions<Inputs = Readonly<Record<string, unknown>>> = [keyof Inputs] extends [
  never,
]
  ? // An empty object type would take any tool.
    Readonly<Record<string, never>>
  : { readonly [Name in keyof Inputs]: ToolFunction<Inputs[Name]> };
