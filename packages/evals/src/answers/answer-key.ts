import type { Case } from "@promptrail/core";
import { jsonDigest } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";

/**
 * What an answer of a version was asked for: the case with its context and turns, and the repeat, from 0. Two cases with the same
 * context have an answer each: one that stood for both would count twice, and make every interval too narrow.
 */
export function toAnswerKey(
  { id, context, earlierTurns, turns }: Pick<Case, "id" | "context" | "earlierTurns" | "turns">,
  repeat: number,
): string {
  return toKey({ id, context, repeat, ...omitUndefined({ earlierTurns, turns }) });
}

/** Under which an answer is kept: a short digest of all that was asked. */
export function toKey(asked: object): string {
  return jsonDigest(asked).slice("sha256-".length, 39);
}
