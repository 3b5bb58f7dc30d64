import type { EvalSubject } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";

/** What the model was told of a case: its context, or, of a case with turns, its context and them. */
export function toInput({
  context,
  earlierTurns,
  turns,
}: Pick<EvalSubject, "context" | "earlierTurns" | "turns">): unknown {
  if (earlierTurns === undefined && turns === undefined) return context;
  return { context, ...omitUndefined({ earlierTurns, turns }) };
}
