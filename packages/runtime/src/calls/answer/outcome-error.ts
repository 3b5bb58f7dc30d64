import { type CallResult, type Outcome, PromptrailError } from "@promptrail/core";

const cures: Readonly<Record<Exclude<Outcome, "ok">, string>> = {
  tool_use:
    "the model called a tool, but the version declares no tools; declare them, or ask for text",
  truncated: "it reached maxTokens; raise the version's maxTokens, or ask for a shorter answer",
  context_exceeded:
    "the prompt is longer than the model's context window; shorten the context, or use a model with a larger window",
  refused: "the model declined to answer; check the input and the instructions",
  content_filtered: "the vendor's content filter stopped the answer; check the input",
  paused: "the vendor paused a long turn; continue it with `turns`",
  incomplete_stream: "the connection was closed before the answer ended; try again",
  invalid_output:
    "the answer does not fit the output schema, or a tool call in it is incomplete; read the answer in the call log",
};

/** An answer that is no success: cut short, refused, or not what the output schema asks for. */
export class OutcomeError extends PromptrailError {
  readonly outcome: Outcome;
  /** What there is of the answer. */
  readonly result: CallResult;

  /** @param caller who may take it anyway: code, or somebody at the command line. */
  constructor(result: CallResult, caller: "code" | "cli" = "code") {
    const { outcome, id, family, version, stopReason } = result;
    super(
      "outcome_refused",
      `${describeOutcome(result)} To accept it anyway, call with ${caller === "cli" ? `--accept ${outcome}` : `accept: ["${outcome}"]`}.`,
      { outcome, family, version, call_id: id, stop_reason: stopReason },
    );
    this.outcome = outcome;
    this.result = result;
  }
}

/** What is wrong with an answer that is no success, and what to do, in sentences. */
export function describeOutcome(result: CallResult): string {
  const { key, outcome } = result;
  const cure = outcome === "ok" ? "" : `: ${cures[outcome]}`;
  return `The answer of ${key} is ${outcome}${cure}.${describeWarnings(result)}`;
}

/** Why an answer cannot be read may stand in its warnings alone. */
function describeWarnings({ outcome, warnings }: CallResult): string {
  return outcome === "invalid_output" ? warnings.map(({ reason }) => ` ${reason}`).join("") : "";
}
