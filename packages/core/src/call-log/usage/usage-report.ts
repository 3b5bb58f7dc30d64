import type { CallGap } from "../call-gap.js";
import { lostInCrash } from "../outcome-word.js";
import { addSummaries, emptySummary, findQuantile, latencyScale, tokenScale } from "./summary.js";
import { addKnown } from "./to-usage-rows.js";
import type { UsageKey, UsageRow } from "./usage-row.js";

/** By what calls are told apart. */
export const usageDimensions = [
  "family",
  "version",
  "provider",
  "model",
  "outcome",
  "lane",
  "hour",
] as const satisfies (keyof UsageKey)[];

export type UsageDimension = (typeof usageDimensions)[number];

/** Calls that have in common by what they were told apart; all else is left out of `key`. */
export interface UsageGroup {
  readonly key: Partial<Pick<UsageKey, UsageDimension>>;
  readonly calls: number;
  /** The share of them that succeeded, 0 to 1; of calls whose outcome is known. Null where it is of none. */
  readonly successShare: number | null;
  /** Calls for which one request was enough, and calls that ended on a fallback. */
  readonly firstAttempts: number;
  readonly fallbacks: number;
  /** Null where no call told it. Of all attempts. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  /** US dollars, of the calls whose cost is known; null where it is of none. */
  readonly cost: number | null;
  /** Of how many calls it is known. */
  readonly pricedCalls: number;
  /** Milliseconds, within 9%; null where no call has a time. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  /** Tokens of the context window that 99 of 100 calls left at least, within 9%; null where no call told it. */
  readonly headroom: number | null;
  /** How many calls more there were of which the log knows nothing; null where it cannot tell them apart like this. */
  readonly lostCalls: number | null;
}

export interface UsageReport {
  readonly groups: readonly UsageGroup[];
  /** Of the whole time: calls of which the log knows nothing, and calls of which it does not know what was said. */
  readonly lostCalls: number;
  readonly lostBodies: number;
}

interface UsageFacts {
  readonly rows: readonly UsageRow[];
  readonly gaps: readonly CallGap[];
  readonly by: readonly UsageDimension[];
  /** Whether a version declares tools; undefined for one that nobody here knows. */
  readonly declaresTools: (family: string, version: number) => boolean | undefined;
}

/** Roll-ups and gaps → what was used, told apart by some of what calls have in common; in the order of that. */
export function toUsageReport({ rows, gaps, by, declaresTools }: UsageFacts): UsageReport {
  const groups = new Map<string, GroupMaker>();
  const find = (key: UsageGroup["key"]) => {
    const name = JSON.stringify(by.map((each) => key[each] ?? null));
    const group = groups.get(name) ?? new GroupMaker(key);
    groups.set(name, group);
    return group;
  };
  for (const row of rows) find(pick(row, by)).take(row, isSuccessful(row, declaresTools));
  const tells = by.every((each) => each === "family" || each === "lane");
  for (const gap of tells ? gaps.filter(({ lost }) => lost === "calls") : []) {
    find(pickLost(gap, by)).lose(gap.count);
  }
  return {
    groups: [...groups.values()]
      .map((group) => group.made(tells))
      .sort((one, other) => compareKeys(one.key, other.key, by)),
    lostCalls: countLost(gaps, "calls"),
    lostBodies: countLost(gaps, "bodies"),
  };
}

/** Null where nobody can tell: an answer of tool calls is a success where its version declares tools. */
function isSuccessful(
  { outcome, family, version }: UsageRow,
  declaresTools: UsageFacts["declaresTools"],
): boolean | null {
  if (outcome === "tool_use") return declaresTools(family, version) ?? null;
  return outcome === lostInCrash ? null : outcome === "ok";
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

function compareKeys(
  one: UsageGroup["key"],
  other: UsageGroup["key"],
  by: readonly UsageDimension[],
): number {
  for (const each of by) {
    const [left, right] = [one[each], other[each]];
    if (left === undefined || right === undefined) continue;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

class GroupMaker {
  readonly #key: UsageGroup["key"];
  #calls = 0;
  #judged = 0;
  #successes = 0;
  #firstAttempts = 0;
  #fallbacks = 0;
  #lost = 0;
  #input: number | null = null;
  #output: number | null = null;
  #cacheRead: number | null = null;
  #latency = emptySummary;
  #cost = emptySummary;
  #headroom = emptySummary;

  constructor(key: UsageGroup["key"]) {
    this.#key = key;
  }

  take(row: UsageRow, isSuccess: boolean | null): void {
    this.#calls += row.calls;
    if (isSuccess !== null) this.#judged += row.calls;
    if (isSuccess === true) this.#successes += row.calls;
    if (row.firstAttempt) this.#firstAttempts += row.calls;
    if (row.fallback) this.#fallbacks += row.calls;
    this.#input = addKnown(this.#input, row.inputTokens);
    this.#output = addKnown(this.#output, row.outputTokens);
    this.#cacheRead = addKnown(this.#cacheRead, row.cacheReadTokens);
    this.#latency = addSummaries(this.#latency, row.latency);
    this.#cost = addSummaries(this.#cost, row.cost);
    this.#headroom = addSummaries(this.#headroom, row.headroom);
  }

  lose(count: number): void {
    this.#lost += count;
  }

  made(tellsLost: boolean): UsageGroup {
    return {
      key: this.#key,
      calls: this.#calls,
      successShare: this.#judged === 0 ? null : this.#successes / this.#judged,
      firstAttempts: this.#firstAttempts,
      fallbacks: this.#fallbacks,
      inputTokens: this.#input,
      outputTokens: this.#output,
      cacheReadTokens: this.#cacheRead,
      cost: this.#cost.count === 0 ? null : this.#cost.sum,
      pricedCalls: this.#cost.count,
      latency: this.#findLatency(),
      headroom: findQuantile(this.#headroom, 0.01, tokenScale),
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
