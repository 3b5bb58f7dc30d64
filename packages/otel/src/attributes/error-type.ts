import type { Attempt, CallRecord } from "@promptrail/core";
import { toOutcomeWord } from "@promptrail/core/call-log";

/** What the conventions say where an error has no class: anything else could hold what somebody wrote. */
const other = "_OTHER";

const word = /^[a-z][a-z0-9_]{0,63}$/i;

/** The class of a call's error: a failure's kind or code, or the outcome that is no success. Null for a success. */
export function findCallError(record: CallRecord): string | null {
  return record.success ? null : toWord(toOutcomeWord(record));
}

/**
 * The same for an attempt. `answer`: the record of its call, where this attempt brought what the call returned. Without
 * it nobody knows whether the version declares tools.
 */
export function findAttemptError(attempt: Attempt, answer: CallRecord | null): string | null {
  const { failure, outcome } = attempt;
  if (failure !== null || outcome === null) return toWord(failure ?? other);
  const isSuccess = answer === null ? outcome === "ok" || outcome === "tool_use" : answer.success;
  return isSuccess ? null : outcome;
}

function toWord(text: string): string {
  return word.test(text) ? text : other;
}
