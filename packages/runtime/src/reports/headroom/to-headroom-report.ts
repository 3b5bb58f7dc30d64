import type { CallRecord } from "@promptrail/core";
import type { DailyUse, HeadroomReport } from "@promptrail/core/lifecycle";
import { fitLine } from "./theil-sen.js";

/** So many whole days before today are looked at. */
export const reportedDays = 28;
/** From so many days with calls on a trend is told. */
export const leastDays = 7;
/** A trend is not drawn out further. */
const longestOutlook = 90;
const dayMs = 86_400_000;

/** The records of a family → how full its calls' windows get, and when they are full if that goes on. Pure. */
export function toHeadroomReport(
  family: string,
  records: readonly CallRecord[],
  now: Date,
): HeadroomReport {
  const today = toDay(now);
  const days = [...sharesByDay(records, today)]
    .sort(([left], [right]) => left - right)
    .map(([day, shares]) => ({ number: day, ...toDailyUse(day, shares) }));
  const points = days.map(({ number, p99 }) => ({ x: number - today, y: p99 }));
  const line = days.length < leastDays ? null : fitLine(points);
  return {
    family,
    days: days.map(({ day, calls, p99 }) => ({ day, calls, p99 })),
    growth: line?.slope ?? null,
    // Today is 0 of the line.
    daysUntilFull: line === null ? null : findDaysUntilFull(line.slope, line.intercept),
  };
}

/** When the first day begins that a report looks at. */
export function firstReported(now: Date): Date {
  return new Date((toDay(now) - reportedDays) * dayMs);
}

function findDaysUntilFull(growth: number, share: number): number | null {
  if (share >= 1) return 0;
  if (growth <= 0) return null;
  const days = Math.ceil((1 - share) / growth);
  return days <= longestOutlook ? days : null;
}

function sharesByDay(
  records: readonly CallRecord[],
  today: number,
): ReadonlyMap<number, readonly number[]> {
  const shares = new Map<number, number[]>();
  for (const record of records) {
    const day = toDay(record.startedAt);
    const share = findShare(record);
    if (share === null || day >= today || day < today - reportedDays) continue;
    const known = shares.get(day);
    if (known === undefined) shares.set(day, [share]);
    else known.push(share);
  }
  return shares;
}

/** Of the window, by what the vendor counted; null where that, or the window, is not known. */
function findShare({ headroom, usage, outcome }: CallRecord): number | null {
  if (headroom === null) return null;
  const used = usage.input === null ? null : (usage.input + headroom.maxTokens) / headroom.window;
  // The vendor may count nothing for what it did not take.
  return outcome === "context_exceeded" ? Math.max(1, used ?? 1) : used;
}

function toDailyUse(day: number, shares: readonly number[]): DailyUse {
  const sorted = [...shares].sort((left, right) => left - right);
  const p99 = sorted[Math.ceil((99 * sorted.length) / 100) - 1] ?? 0;
  return { day: new Date(day * dayMs).toISOString().slice(0, 10), calls: sorted.length, p99 };
}

/** Days since 1970, in UTC. */
function toDay(time: Date): number {
  return Math.floor(time.getTime() / dayMs);
}
