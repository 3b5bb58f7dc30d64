import { inspect } from "node:util";
import { type CallRecord, PromptrailError } from "@promptrail/core";
import { findTimeOfId } from "@promptrail/core/call-log";
import { largestVersion } from "@promptrail/core/portable";

/** Sums of very many such figures still fit a database's counters, so that nobody's report stops those of others. */
const mostTokens = 10_000_000_000;
const mostDollars = 1_000_000;
const mostMs = 31 * 86_400_000;
const mostSteps = 1_000_000;
/** In UTF-16 units: of names, ids and words of vendors. */
const longestWord = 500;

interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly most: number;
  readonly isWhole: boolean;
}

/**
 * Checks the figures and names of a call that comes from outside: who reports one family may not spoil the sums of all.
 *
 * @throws PromptrailError `request_invalid`.
 */
export function requireFigures(call: CallRecord, place: string): void {
  for (const figure of listFigures(call)) requireFigure(figure, place);
  for (const [name, value] of listWords(call)) requireWord(value, `${place}.${name}`);
  if (call.version < 1 || call.version > largestVersion) {
    throw invalid(
      `\`${place}.version\` is ${call.version}. Give a version's number, from 1 to ${largestVersion}.`,
    );
  }
  requireId(call.shadowOf, `${place}.shadowOf`);
  requireId(call.runId, `${place}.runId`);
}

function requireFigure({ name, value, most, isWhole }: Figure, place: string): void {
  if (value === null) return;
  if (value >= 0 && value <= most && (!isWhole || Number.isSafeInteger(value))) return;
  throw invalid(
    `\`${place}.${name}\` is ${value}. Give ${isWhole ? "a whole number" : "a number"} from 0 to ${most}, or null where it is not known.`,
  );
}

function requireWord(value: string | null, name: string): void {
  if (value === null || value.length <= longestWord) return;
  throw invalid(`\`${name}\` has ${value.length} characters. Give at most ${longestWord}.`);
}

function requireId(id: string | null, name: string): void {
  if (id === null || findTimeOfId(id) !== null) return;
  throw invalid(
    `\`${name}\` is ${inspect(id)}. Give the UUID of version 7 of a call or a run, or null.`,
  );
}

function listFigures(call: CallRecord): readonly Figure[] {
  const { attempts, usage } = call;
  return [
    { name: "durationMs", value: call.durationMs, most: mostMs, isWhole: false },
    { name: "cost", value: call.cost, most: mostDollars, isWhole: false },
    { name: "step", value: call.step, most: mostSteps, isWhole: true },
    ...listTokens("usage", usage),
    ...attempts.flatMap((attempt, at) => [
      {
        name: `attempts[${at}].latencyMs`,
        value: attempt.latencyMs,
        most: mostMs,
        isWhole: false,
      },
      { name: `attempts[${at}].cost`, value: attempt.cost, most: mostDollars, isWhole: false },
      ...listTokens(`attempts[${at}].usage`, attempt.usage),
    ]),
  ];
}

function listTokens(name: string, usage: CallRecord["usage"]): readonly Figure[] {
  const tokens = { most: mostTokens, isWhole: true };
  return [
    { name: `${name}.input`, value: usage.input, ...tokens },
    { name: `${name}.output`, value: usage.output, ...tokens },
    { name: `${name}.cacheRead`, value: usage.cacheRead, ...tokens },
    { name: `${name}.cacheWrite`, value: usage.cacheWrite, ...tokens },
    { name: `${name}.reasoning`, value: usage.reasoning, ...tokens },
  ];
}

function listWords(call: CallRecord): readonly (readonly [string, string | null])[] {
  return [
    ["contentHash", call.contentHash],
    ["degraded", call.degraded],
    ["provider", call.provider],
    ["requestedModel", call.requestedModel],
    ["answeredModel", call.answeredModel],
    ["requestId", call.requestId],
    ["stopReason", call.stopReason],
    ...call.attempts.flatMap(({ provider, model, failure, requestId }, at) =>
      Object.entries({ provider, model, failure, requestId }).map(
        ([name, value]) => [`attempts[${at}].${name}`, value] as const,
      ),
    ),
  ];
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("request_invalid", message, {});
}
