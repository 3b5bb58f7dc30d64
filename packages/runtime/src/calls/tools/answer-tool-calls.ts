import type { CallResult } from "@promptrail/core";
import { type AnswerPorts, answerToolCall } from "./answer-tool-call.js";
import type { ToolAnswer } from "./run-result.js";
import type { ToolContext } from "./tool-function.js";

interface AnsweringPorts extends AnswerPorts {
  /** Fires at the run's deadline, and where its caller gives up. */
  readonly signal: AbortSignal;
}

interface AnsweredCalls {
  /** In the order of the calls; those that were there when the signal fired. */
  readonly answers: readonly ToolAnswer[];
  readonly isWhole: boolean;
}

/** Answers all tool calls of one answer at once. Once the signal fires, no function is waited for, and none is called. */
export async function answerToolCalls(
  ports: AnsweringPorts,
  { toolCalls }: Pick<CallResult, "toolCalls">,
  { runId, step }: Pick<ToolContext, "runId" | "step">,
): Promise<AnsweredCalls> {
  const { signal } = ports;
  if (signal.aborted) return { answers: [], isWhole: false };
  const answers = new Map<number, ToolAnswer>();
  const answering = toolCalls.map(async (call, index) => {
    const context = { signal, runId, step, toolCallId: call.id };
    answers.set(index, await answerToolCall(ports, call, context));
  });
  await unlessAborted(Promise.all(answering), signal);
  const inOrder = toolCalls.flatMap((_call, index) => answers.get(index) ?? []);
  return { answers: inOrder, isWhole: inOrder.length === toolCalls.length };
}

/** Waits for the work, until the signal fires. The work never rejects. */
function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      signal.removeEventListener("abort", end);
      resolve();
    };
    signal.addEventListener("abort", end);
    void work.then(end);
  });
}
