import type { EvalCall, EvalSubject } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { readEvalResult } from "../read-returned.js";
import { askAids } from "./ask-aids.js";
import type { EvalAsks } from "./eval-aids.js";
import { EvalEnd } from "./eval-end.js";
import type { EvalReply, EvalTask, Evaluator } from "./evaluator.js";
import { adviseOnChange, freezeCopy } from "./freeze-copy.js";

/**
 * Runs evals in the thread that asks. At its deadline an eval's signal fires, and its case is an error. It cannot
 * stop synchronous code: an eval that loops for ever holds the whole process up. `openEvalWorkers` can.
 */
export const localEvaluator: Evaluator = Object.freeze({
  evaluate: async (task: EvalTask) =>
    (await raceEval({ ...task, subject: toShown(task.subject) })).reply,
});

const shown = new WeakMap<EvalSubject, EvalSubject>();

/** The same for all evals of an answer. */
function toShown(subject: EvalSubject): EvalSubject {
  const known = shown.get(subject) ?? freezeCopy(subject);
  shown.set(subject, known);
  return known;
}

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
  const isLate = () => performance.now() - startedAt >= check.timeoutMs;
  const late = () => ({ reply: describeLate(task), isLate: true });
  const end = new EvalEnd();
  let isPast = false;
  const alarm = setTimeout(() => {
    isPast = true;
    end.cut(lateError(task));
  }, check.timeoutMs);
  // Not AbortSignal.any: Node keeps such a signal for as long as the longest of its sources, which is the whole run.
  const onAbandon = () => end.cut(abandon.reason);
  if (abandon.aborted) onAbandon();
  else abandon.addEventListener("abort", onAbandon);
  const call = toCall(task, end, openAsks);
  try {
    const running = Promise.resolve().then(() => check.evaluate(subject, call));
    const returned = await Promise.race([running, end.whenCut]);
    return isLate() ? late() : { reply: readEvalResult(returned), isLate: false };
  } catch (error) {
    if (isPast || isLate()) return late();
    const message = toErrorText(error);
    return { reply: `threw: ${message}${adviseOnChange(error)}`, isLate: false };
  } finally {
    clearTimeout(alarm);
    abandon.removeEventListener("abort", onAbandon);
    // What it asked for and did not wait for is nobody's any more.
    end.finish();
  }
}

function toCall(
  { check, case: testCase, aids }: Omit<EvalTask, "suite">,
  end: EvalEnd,
  openAsks = (signal: AbortSignal): EvalAsks => askAids({ check, aids, signal }),
): EvalCall {
  let opened: EvalAsks | undefined;
  const asks = () => {
    opened ??= openAsks(end.overSignal);
    return opened;
  };
  return {
    case: freezeCopy(testCase),
    run: (...given) => asks().run(...given),
    embed: (...given) => asks().embed(...given),
    get signal() {
      return end.cutSignal;
    },
  };
}

/** What is told of an eval that did not answer in time. */
export function describeLate({ check, case: { id } }: Pick<EvalTask, "check" | "case">): string {
  const limit = check.timeoutMs.toLocaleString("en-US");
  return `did not answer within ${limit} ms on case "${id}". Make the eval faster, or give it a longer timeoutMs in its defineEval.`;
}

function lateError(task: Pick<EvalTask, "check" | "case">): DOMException {
  return new DOMException(`Eval "${task.check.name}" ${describeLate(task)}`, "TimeoutError");
}
