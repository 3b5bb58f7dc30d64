import { isError, toErrorText } from "@promptrail/core/errors";
import { readEvalResult } from "../read-returned.js";
import { askAids } from "./ask-aids.js";
import type { EvalAsks } from "./eval-aids.js";
import type { EvalReply, EvalTask, Evaluator } from "./evaluator.js";

/**
 * Runs evals in the thread that asks. At its deadline an eval's signal fires, and its case is an error. It cannot
 * stop synchronous code: an eval that loops for ever holds the whole process up. `openEvalWorkers` can.
 */
export const localEvaluator: Evaluator = Object.freeze({
  evaluate: async (task: EvalTask) => (await raceEval(task)).reply,
});

interface RacedEval {
  readonly reply: EvalReply;
  /** True where it missed its deadline: it may still be at work. */
  readonly isLate: boolean;
}

/**
 * An eval against its deadline. Never throws.
 *
 * @param openAsks what it may ask until the signal fires. Default: the task's aids.
 */
export async function raceEval(
  task: Omit<EvalTask, "suite">,
  openAsks?: (signal: AbortSignal) => EvalAsks,
): Promise<RacedEval> {
  const { check, subject, abandon } = task;
  const startedAt = performance.now();
  const late = { reply: describeLate(task), isLate: true };
  const isLate = () => performance.now() - startedAt >= check.timeoutMs;
  const deadline = new AbortController();
  const alarm = setTimeout(() => deadline.abort(lateError(task)), check.timeoutMs);
  const over = new AbortController();
  const signal = AbortSignal.any([deadline.signal, abandon]);
  const whole = AbortSignal.any([signal, over.signal]);
  const asks = openAsks?.(whole) ?? askAids({ check, aids: task.aids, signal: whole });
  const call = { case: task.case, ...asks, signal };
  try {
    const running = Promise.resolve().then(() => check.evaluate(subject, call));
    const returned = await Promise.race([running, rejectAt(signal)]);
    return isLate() ? late : { reply: readEvalResult(returned), isLate: false };
  } catch (error) {
    if (deadline.signal.aborted || isLate()) return late;
    const message = toErrorText(error);
    return { reply: `threw: ${message}`, isLate: false };
  } finally {
    clearTimeout(alarm);
    // What it asked for and did not wait for is nobody's any more.
    over.abort();
  }
}

/** What is told of an eval that did not answer in time. */
export function describeLate({ check, case: { id } }: Pick<EvalTask, "check" | "case">): string {
  const limit = check.timeoutMs.toLocaleString("en-US");
  return `did not answer within ${limit} ms on case "${id}". Make the eval faster, or give it a longer timeoutMs in its defineEval.`;
}

function lateError(task: Pick<EvalTask, "check" | "case">): DOMException {
  return new DOMException(`Eval "${task.check.name}" ${describeLate(task)}`, "TimeoutError");
}

function rejectAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = () => reject(toReason(signal));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
}

function toReason({ reason }: AbortSignal): Error {
  return isError(reason) ? reason : new Error(String(reason));
}
