import type { CallResult, Message } from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";
import { RunError } from "./run-error.js";
import type { RunReport, RunResult, RunStep, ToolAnswer } from "./run-result.js";
import type { RunSpending } from "./run-spending.js";

interface TrailSettings {
  readonly runId: string;
  readonly version: ServableVersion;
  /** What follows the rendered messages in the first step. */
  readonly turns: readonly Message[];
  readonly spending: RunSpending;
}

type RunEnding = Pick<ConstructorParameters<typeof RunError>[0], "reason" | "step" | "told"> & {
  readonly cause?: unknown;
};

/** What a run has done so far: it is kept for whoever asks, however the run ends. */
export class RunTrail {
  readonly #settings: TrailSettings;
  readonly #steps: RunStep[] = [];
  #turns: readonly Message[];
  #lastTurns: readonly Message[] = [];

  constructor(settings: TrailSettings) {
    this.#settings = settings;
    this.#turns = settings.turns;
  }

  get runId(): string {
    return this.#settings.runId;
  }

  get steps(): readonly RunStep[] {
    return this.#steps;
  }

  /** The answer of the last step and what its tool calls came to, as the next step's request has them. */
  get lastTurns(): readonly Message[] {
    return this.#lastTurns;
  }

  add(step: RunStep): void {
    this.#steps.push(step);
  }

  /** The tool calls of the last step are answered, all or some. */
  answer(toolAnswers: readonly ToolAnswer[]): void {
    const last = this.#steps.pop();
    if (last === undefined) return;
    this.#steps.push({ ...last, toolAnswers });
    // A vendor refuses a conversation in which a call has no answer.
    if (toolAnswers.length < last.call.toolCalls.length) return;
    this.#lastTurns = [toAssistantTurn(last.call), toAnswerTurn(toolAnswers)];
    this.#turns = [...this.#turns, ...this.#lastTurns];
  }

  toResult(answer: CallResult): RunResult {
    this.#turns = [...this.#turns, toAssistantTurn(answer)];
    return { ...this.#report(), text: answer.text, data: answer.data };
  }

  end(ending: RunEnding): RunError {
    return new RunError({ ...ending, report: this.#report() });
  }

  #report(): RunReport {
    const { runId, version, spending } = this.#settings;
    const answers = this.#steps.flatMap(({ toolAnswers }) => toolAnswers);
    return {
      runId,
      family: version.family,
      version: version.version,
      key: version.key,
      steps: [...this.#steps],
      invalidInputs: answers.filter(({ outcome }) => outcome === "invalid_input").length,
      usage: spending.usage,
      cost: spending.cost,
      turns: this.#turns,
    };
  }
}

/** An answer as a next request repeats it. */
function toAssistantTurn({ text, toolCalls }: CallResult): Message {
  const said = text === "" ? [] : [{ type: "text" as const, text }];
  return { role: "assistant", content: [...said, ...toolCalls] };
}

function toAnswerTurn(answers: readonly ToolAnswer[]): Message {
  return {
    role: "user",
    content: answers.map(({ call, outcome, text }) => ({
      type: "tool_result" as const,
      toolCallId: call.id,
      text,
      isError: outcome !== "ok",
    })),
  };
}
