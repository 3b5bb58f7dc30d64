import { inspect } from "node:util";
import { type CallRecord, PromptrailError } from "@promptrail/core";
import { type CallGap, findTimeOfId } from "@promptrail/core/call-log";
import { mostLostInGap, mostReported } from "@promptrail/core/portable";
import { requireSubject } from "../calls/prepare/read-subject.js";
import { requireFigures } from "./require-figures.js";

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
export function requireReported(
  calls: readonly CallRecord[],
  gaps: readonly CallGap[],
  ports: ReportPorts,
): void {
  for (const [what, { length }] of Object.entries({ calls, gaps })) {
    if (length <= mostReported) continue;
    throw invalid(
      `The report has ${length} ${what}, and at most ${mostReported} are taken at once. Send them in parts.`,
    );
  }
  for (const [place, call] of calls.entries()) requireCall(call, `calls[${place}]`, ports);
  for (const [place, gap] of gaps.entries()) {
    requireTime(gap.from, `gaps[${place}].from`, ports);
    requireTime(gap.to, `gaps[${place}].to`, ports);
    requireFamily(gap.family, `gaps[${place}]`, ports);
    if (!Number.isSafeInteger(gap.count) || gap.count < 1 || gap.count > mostLostInGap) {
      throw invalid(
        `\`gaps[${place}].count\` is ${inspect(gap.count)}. Give a whole number from 1 to ${mostLostInGap}.`,
      );
    }
  }
}

function requireCall(call: CallRecord, place: string, ports: ReportPorts): void {
  if (findTimeOfId(call.id) === null) {
    throw invalid(
      `\`${place}.id\` is ${inspect(call.id)}. Give a UUID of version 7, which tells the time of the call: \`createCallId(startedAt)\` of \`@promptrail/core/call-log\` makes one.`,
    );
  }
  requireTime(call.startedAt, `${place}.startedAt`, ports);
  if (findTimeOfId(call.id)?.getTime() !== call.startedAt.getTime()) {
    throw invalid(
      `\`${place}.id\` tells another time than its \`startedAt\`, ${call.startedAt.toISOString()}. The same call has the same id and begin, by which it is found and counted once: make the id with \`createCallId(startedAt)\`.`,
    );
  }
  requireFigures(call, place);
  if (call.subject !== null) requireSubject(call.subject);
  requireFamily(call.family, place, ports);
}

function requireTime(time: Date, name: string, { now }: ReportPorts): void {
  const age = now.getTime() - time.getTime();
  if (age >= -mostAheadMs && age <= mostBehindMs) return;
  throw invalid(
    `\`${name}\` is ${inspect(time)}. Give the time at which the call began: within the last 7 days, and not in the future.`,
  );
}

function requireFamily(family: string, place: string, { families }: ReportPorts): void {
  if (families.has(family)) return;
  throw new PromptrailError(
    "unknown_family",
    `\`${place}\` is of the family "${family}", which this project does not have. It has: ${[...families].join(", ") || "none"}.`,
    { family },
  );
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("request_invalid", message, {});
}
