import { PromptrailError } from "@promptrail/core";
import {
  addKnown,
  addSummaries,
  type CallGap,
  type CallLog,
  emptySummary,
  findQuantile,
  latencyScale,
  type UsageQuery,
  type UsageRow,
} from "@promptrail/core/call-log";
import { suggest } from "@promptrail/core/errors";
import { requireSpan } from "./require-span.js";

/** By what calls are told apart. */
export const usageDimensions = [
  "family",
  "version",
  "provider",
  "model",
  "outcome",
  "lane",
  "hour",
] as const;

export type UsageDimension = (typeof usageDimensions)[number];

export interface UsageRequest extends UsageQuery {
  /** Default: by nothing, one group of all. */
  readonly by?: readonly UsageDimension[] | undefined;
}

/** Calls that have in common by what they were told apart; all else is left out of `key`. */
export interface UsageGroup {
  readonly key: Partial<Pick<UsageRow, UsageDimension>>;
  readonly calls: number;
  /** The share of them that succeeded, 0 to 1; of calls whose outcome is known. Null where it is of none. */
  readonly successShare: number | null;
  /** Null where no call told it. Of all attempts. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  /** US dollars, of the calls whose cost is known; null where it is of none. */
  readonly cost: number | null;
  /** Of how many calls it is known. */
  readonly pricedCalls: number;
  /** Milliseconds, within 9%; null where no call has a time. */
  readonly latency: Readonly<Record<"p50" | "p95" | "p99", number>> | null;
  /** How many calls more there were of which the log knows nothing; null where it cannot tell them apart like this. */
  readonly lostCalls: number | null;
}

export interface UsageReport {
  readonly groups: readonly UsageGroup[];
  /** Of the whole time: calls of which the log knows nothing, and calls of which it does not know what was said. */
  readonly lostCalls: number;
  readonly lostBodies: number;
}

interface UsagePorts {
  readonly log: Pick<CallLog, "usage" | "gaps">;
  /** Whether a version declares tools; undefined for one that this process does not know. */
  readonly declaresTools: (family: string, version: number) => boolean | undefined;
}

/** @throws PromptrailError `request_invalid`, `store_unavailable`. */
export async function readUsageReport(
  { log, declaresTools }: UsagePorts,
  request: UsageRequest,
): Promise<UsageReport> {
  const { by = [], family, since, before } = request;
  for (const each of by) requireDimension(each);
  requireSpan({ since, before }, null);
  const query = { family, since, before };
  const [rows, gaps] = await Promise.all([log.usage(query), log.gaps(query)]);
  const groups = new Map<string, GroupMaker>();
  const find = (key: UsageGroup["key"]) => {
    const name = JSON.stringify(by.map((each) => key[each] ?? null));
    const group = groups.get(name) ?? new GroupMaker(key);
    groups.set(name, group);
    return group;
  };
  for (const row of rows) {
    find(pick(row, by)).take(row, isSuccessful(row, declaresTools));
  }
  const tells = by.every((each) => each === "family" || each === "lane");
  for (const gap of tells ? gaps.filter(({ lost }) => lost === "calls") : []) {
    find(pickLost(gap, by)).lose(gap.count);
  }
  return {
    groups: [...groups.values()].map((group) => group.made(tells)),
    lostCalls: countLost(gaps, "calls"),
    lostBodies: countLost(gaps, "bodies"),
  };
}

/** Null where nobody can tell: an answer of tool calls is a success where its version declares tools. */
function isSuccessful(
  { outcome, family, version }: UsageRow,
  declaresTools: UsagePorts["declaresTools"],
): boolean | null {
  if (outcome === "tool_use") return declaresTools(family, version) ?? null;
  return outcome === "lost_in_crash" ? null : outcome === "ok";
}

function countLost(gaps: readonly CallGap[], lost: CallGap["lost"]): number {
  return gaps.reduce((sum, gap) => sum + (gap.lost === lost ? gap.count : 0), 0);
}

function pick(row: UsageRow, by: readonly UsageDimension[]): UsageGroup["key"] {
  return Object.fromEntries(by.map((each) => [each, row[each]]));
}

function pickLost({ family, lane }: CallGap, by: readonly UsageDimension[]): UsageGroup["key"] {
  return {
    ...(by.includes("family") ? { family } : {}),
    ...(by.includes("lane") ? { lane } : {}),
  };
}

class GroupMaker {
  readonly #key: UsageGroup["key"];
  #calls = 0;
  #judged = 0;
  #successes = 0;
  #lost = 0;
  #input: number | null = null;
  #output: number | null = null;
  #cacheRead: number | null = null;
  #latency = emptySummary;
  #cost = emptySummary;

  constructor(key: UsageGroup["key"]) {
    this.#key = key;
  }

  take(row: UsageRow, isSuccess: boolean | null): void {
    this.#calls += row.calls;
    if (isSuccess !== null) this.#judged += row.calls;
    if (isSuccess === true) this.#successes += row.calls;
    this.#input = addKnown(this.#input, row.inputTokens);
    this.#output = addKnown(this.#output, row.outputTokens);
    this.#cacheRead = addKnown(this.#cacheRead, row.cacheReadTokens);
    this.#latency = addSummaries(this.#latency, row.latency);
    this.#cost = addSummaries(this.#cost, row.cost);
  }

  lose(count: number): void {
    this.#lost += count;
  }

  made(tellsLost: boolean): UsageGroup {
    return {
      key: this.#key,
      calls: this.#calls,
      successShare: this.#judged === 0 ? null : this.#successes / this.#judged,
      inputTokens: this.#input,
      outputTokens: this.#output,
      cacheReadTokens: this.#cacheRead,
      cost: this.#cost.count === 0 ? null : this.#cost.sum,
      pricedCalls: this.#cost.count,
      latency: this.#findLatency(),
      lostCalls: tellsLost ? this.#lost : null,
    };
  }

  #findLatency(): UsageGroup["latency"] {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
      findQuantile(this.#latency, share, latencyScale),
    );
    return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
  }
}

function requireDimension(name: string): void {
  if (usageDimensions.some((each) => each === name)) return;
  throw new PromptrailError(
    "request_invalid",
    `Usage cannot be told by "${name}".${suggest(name, usageDimensions)} It can be told by: ${usageDimensions.join(", ")}.`,
    { by: name },
  );
}
