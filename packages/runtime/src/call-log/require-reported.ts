import { inspect } from "node:util";
import { type CallRecord, PromptrailError } from "@promptrail/core";
import { findTimeOfId } from "@promptrail/core/call-log";
import { requireSubject } from "../calls/prepare/read-subject.js";

/** So many calls are taken at once. */
export const mostReported = 500;
/** The clock of who reports may be wrong by as much, and what it made may have waited for as long. */
const mostAheadMs = 300_000;
const mostBehindMs = 7 * 86_400_000;

interface ReportPorts {
  readonly families: ReadonlySet<string>;
  readonly now: Date;
}

/**
 * Checks calls that come from outside.
 *
 * @throws PromptrailError `request_invalid`, `unknown_family`.
 */
export function requireReported(calls: readonly CallRecord[], ports: ReportPorts): void {
  if (calls.length > mostReported) {
    throw invalid(
      `The report has ${calls.length} calls, and at most ${mostReported} are taken at once. Send them in parts.`,
    );
  }
  for (const [place, call] of calls.entries()) requireCall(call, `calls[${place}]`, ports);
}

function requireCall(call: CallRecord, place: string, { families, now }: ReportPorts): void {
  if (findTimeOfId(call.id) === null) {
    throw invalid(
      `\`${place}.id\` is ${inspect(call.id)}. Give a UUID of version 7, which tells the time of the call: \`createCallId(startedAt)\` of \`@promptrail/core/call-log\` makes one.`,
    );
  }
  const age = now.getTime() - call.startedAt.getTime();
  if (!(age >= -mostAheadMs && age <= mostBehindMs)) {
    throw invalid(
      `\`${place}.startedAt\` is ${inspect(call.startedAt)}. Give the time at which the call began: within the last 7 days, and not in the future.`,
    );
  }
  if (call.subject !== null) requireSubject(call.subject);
  if (families.has(call.family)) return;
  throw new PromptrailError(
    "unknown_family",
    `\`${place}\` is of the family "${call.family}", which this project does not have. It has: ${[...families].join(", ") || "none"}.`,
    { family: call.family },
  );
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("request_invalid", message, {});
}
