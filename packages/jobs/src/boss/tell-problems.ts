import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";

/** The same problem is told again after so long: a database that is away fails every look at it. */
const repeatMs = 60_000;

/** Tells what goes wrong in pg-boss, which has lost the class of an error and added names of its own. */
export function tellProblems(onProblem: (error: unknown) => void): (error: unknown) => void {
  const toldAt = new Map<string, number>();
  return (error) => {
    const text = toErrorText(error).replace(/ \(Queue: [^()]*\)/gu, "");
    const now = performance.now();
    for (const [each, at] of toldAt) if (now - at >= repeatMs) toldAt.delete(each);
    if (toldAt.has(text)) return;
    toldAt.set(text, now);
    onProblem(new PromptrailError("store_unavailable", `The job queue: ${text}`, {}, error));
  };
}
