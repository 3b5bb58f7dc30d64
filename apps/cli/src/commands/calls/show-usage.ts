import type { UsageGroup } from "@promptrail/core/call-log";
import { omitUndefined, usageDimensions } from "@promptrail/core/portable";
import { toWire, usageReportWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { describeMilliseconds, describeTime } from "../../present/describe-time.js";
import { formatTable } from "../../present/table.js";
import { withView } from "../../project/live/with-backend.js";
import { parseChoices, parseMoment } from "../../project/parse-options.js";
import type { CallsOptions } from "./calls-options.js";
import { describeCost } from "./describe-call.js";
import { refuseTogether } from "./read-filter.js";

/** What calls used, from roll-ups: it takes as long for many calls as for few. */
export async function showUsage(
  scope: CommandScope,
  options: CallsOptions,
): Promise<CommandResult<Printed<typeof usageReportWire>>> {
  refuseTogether("--usage adds up whole hours of calls, by --by", options, [
    ...(["usage", "by", "family", "since", "before"] as const),
  ]);
  const { family, since, before, by = "family,version" } = options;
  const parts = parseChoices(by.split(","), usageDimensions, "--by");
  const request = omitUndefined({
    family,
    since: since === undefined ? undefined : parseMoment(since, "--since"),
    before: before === undefined ? undefined : parseMoment(before, "--before"),
    by: parts,
  });
  return withView(scope, async ({ environment, usage }) => {
    const report = await usage(request);
    const { terminal } = scope;
    const head = [...parts.map((part) => part.toUpperCase()), ...columns].map(terminal.colors.bold);
    const rows = report.groups.map((group) => [
      ...parts.map((part) => toCell(group.key[part])),
      ...toCells(group),
    ]);
    const table =
      rows.length === 0
        ? `No call is counted in ${environment} for that time.`
        : formatTable({ head, rows }, terminal.columns);
    return {
      text: [table, ...describeLost(report)].join("\n"),
      json: toWire(usageReportWire, report),
    };
  });
}

const columns = ["CALLS", "SUCCESS", "FALLBACK", "TOKENS", "COST", "P50", "P95", "P99"];

function toCell(value: string | number | Date | undefined): string {
  if (typeof value === "object") return describeTime(value);
  return value === undefined ? "–" : String(value);
}

function toCells(group: UsageGroup): readonly string[] {
  const { calls, latency, successShare, inputTokens, outputTokens, cost, pricedCalls } = group;
  const unpriced = calls - pricedCalls;
  const note = cost !== null && unpriced > 0 ? ` (${unpriced} not known)` : "";
  const time = (value: number | undefined) =>
    value === undefined ? "–" : describeMilliseconds(value);
  return [
    String(calls),
    successShare === null ? "–" : `${(successShare * 100).toFixed(1)} %`,
    `${((group.fallbacks / Math.max(1, calls)) * 100).toFixed(1)} %`,
    `${inputTokens ?? "–"} + ${outputTokens ?? "–"}`,
    `${describeCost(cost)}${note}`,
    ...[latency?.p50, latency?.p95, latency?.p99].map(time),
  ];
}

function describeLost(report: { readonly lostCalls: number; readonly lostBodies: number }) {
  const { lostCalls, lostBodies } = report;
  return [
    ...(lostCalls === 0 ? [] : [`${lostCalls} more calls were lost on their way to the log.`]),
    ...(lostBodies === 0 ? [] : [`Of ${lostBodies} calls what was said was lost.`]),
  ];
}
