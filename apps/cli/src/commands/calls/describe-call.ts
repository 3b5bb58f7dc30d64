import { type LoggedCall, toOutcomeWord } from "@promptrail/core/call-log";
import { versionKey } from "@promptrail/core/portable";
import { describeMilliseconds, describeTime } from "../../present/describe-time.js";
import type { Terminal } from "../../terminal.js";

const unknown = "–";

/** What a table of calls has in its columns. */
export const callColumns = ["TIME", "ID", "PROMPT", "LANE", "OUTCOME", "LATENCY", "TOKENS", "COST"];

export function toCallRow(call: LoggedCall, { colors }: Terminal): readonly string[] {
  const { usage } = call;
  const outcome = toOutcomeWord(call);
  const paint = call.success ? colors.green : call.outcome === null ? colors.red : colors.yellow;
  return [
    describeTime(call.startedAt),
    call.id,
    versionKey(call.family, call.version),
    call.lane,
    `${paint(outcome)}${call.fallback ? " (fallback)" : ""}`,
    call.durationMs === null ? unknown : describeMilliseconds(call.durationMs),
    `${usage.input ?? unknown} + ${usage.output ?? unknown}`,
    describeCost(call.cost),
  ];
}

/** US dollars to four figures that mean something; a dash where nobody knows. */
export function describeCost(cost: number | null): string {
  if (cost === null) return unknown;
  if (cost === 0) return "$0";
  return cost >= 1 ? `$${cost.toFixed(2)}` : `$${Number(cost.toPrecision(3))}`;
}
