import type { CallGap } from "./call-gap.js";
import { addSummaries, emptySummary, findQuantile, latencyScale, tokenScale } from "./summary.js";
import { addKnown } from "./to-usage-rows.js";
import type { Summary, UsageKey, UsageRow } from "./usage-row.js";

/** By what usage can be told apart. */
export const usageParts = [
  "family",
  "version",
  "lane",
  "provider",
  "model",
  "outcome",
  "hour",
] as const satisfies (keyof UsageKey)[];

export type UsagePart = (typeof usageParts)[number];

/** What was used by the calls that have the named parts in common. */
export interface UsageGroup extends Partial<Pick<UsageKey, UsagePart>> {
  readonly calls: number;
  /** By outcome, in the order of their words. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Calls for which one request was enough. */
  readonly firstAttempts: number;
  readonly fallbacks: number;
  /** Null where no call told it. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  /** US dollars, of the calls whose price is known; null where none is. */
  readonly cost: number | null;
  /** How many those are. */
  readonly pricedCalls: number;
  /** Milliseconds, within 9%; null of no calls. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  /** Tokens of the context window that 99 of 100 calls left at least, within 9%; null where no call told it. */
  readonly headroom: number | null;
}

export interface UsageReport {
  readonly since: Date;
  /** Null for now. */
  readonly before: Date | null;
  readonly by: readonly UsagePart[];
  /** In the order of their parts. */
  readonly groups: readonly UsageGroup[];
  /** Calls that the log does not have, and that no figure counts; and calls of which what was said is not kept. */
  readonly lostCalls: number;
  readonly lostBodies: number;
}

interface Asked extends Pick<UsageReport, "since" | "before" | "by"> {
  readonly rows: readonly UsageRow[];
  readonly gaps: readonly CallGap[];
}

/** Roll-ups → what was used, told apart by some of their parts. */
export function toUsageReport({ rows, gaps, since, before, by }: Asked): UsageReport {
  const groups = new Map<string, { readonly first: UsageRow; readonly rows: UsageRow[] }>();
  for (const row of rows) {
    const name = JSON.stringify(by.map((part) => row[part]));
    const group = groups.get(name) ?? { first: row, rows: [] };
    groups.set(name, group);
    group.rows.push(row);
  }
  const made = [...groups.values()].map((group) => ({
    ...Object.fromEntries(by.map((part) => [part, group.first[part]])),
    ...addUp(group.rows),
  }));
  return {
    since,
    before,
    by,
    groups: made.sort((one, other) => compareParts(one, other, by)),
    lostCalls: countLost(gaps, "calls"),
    lostBodies: countLost(gaps, "bodies"),
  };
}

function compareParts(one: UsageGroup, other: UsageGroup, by: readonly UsagePart[]): number {
  for (const part of by) {
    const [left, right] = [one[part], other[part]];
    if (left === undefined || right === undefined || left === right) continue;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

function countLost(gaps: readonly CallGap[], lost: CallGap["lost"]): number {
  return gaps.filter((gap) => gap.lost === lost).reduce((sum, { count }) => sum + count, 0);
}

function addUp(rows: readonly UsageRow[]): Omit<UsageGroup, UsagePart> {
  const count = (fits: (row: UsageRow) => boolean) =>
    rows.filter(fits).reduce((sum, { calls }) => sum + calls, 0);
  const known = (read: (row: UsageRow) => number | null) =>
    rows.map(read).reduce<number | null>(addKnown, null);
  const summary = (read: (row: UsageRow) => Summary) =>
    rows.map(read).reduce(addSummaries, emptySummary);
  const cost = summary((row) => row.cost);
  const words = [...new Set(rows.map(({ outcome }) => outcome))].sort();
  return {
    calls: count(() => true),
    outcomes: Object.fromEntries(
      words.map((word) => [word, count(({ outcome }) => outcome === word)]),
    ),
    firstAttempts: count(({ firstAttempt }) => firstAttempt),
    fallbacks: count(({ fallback }) => fallback),
    inputTokens: known((row) => row.inputTokens),
    outputTokens: known((row) => row.outputTokens),
    cacheReadTokens: known((row) => row.cacheReadTokens),
    cost: cost.count === 0 ? null : cost.sum,
    pricedCalls: cost.count,
    latency: toLatency(summary((row) => row.latency)),
    headroom: findQuantile(
      summary((row) => row.headroom),
      0.01,
      tokenScale,
    ),
  };
}

function toLatency(latency: Summary): UsageGroup["latency"] {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
    findQuantile(latency, share, latencyScale),
  );
  if (p50 == null || p95 == null || p99 == null) return null;
  return { p50, p95, p99 };
}
