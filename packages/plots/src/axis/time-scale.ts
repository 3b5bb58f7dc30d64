import type { Scale } from "./scale.js";

interface TimeScaleSettings {
  /** Milliseconds since 1970. */
  readonly times: readonly number[];
  readonly from: number;
  readonly to: number;
  /** At most about how many ticks. */
  readonly count: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** What a date can be, before and after 1970. */
const farthest = 8.64e15;
const steps = [
  ...[1, 5, 15, 30].map((count) => count * minute),
  ...[1, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((count) => count * day),
];

/** Times in UTC, with ticks at whole minutes, hours or days. */
export function createTimeScale({ times, from, to, count }: TimeScaleSettings): Scale {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    start = Math.min(start, time);
    end = Math.max(end, time);
  }
  if (start >= end) [start, end] = [Math.min(start, end) - hour, Math.max(start, end) + hour];
  const [first, last] = Number.isFinite(start)
    ? [Math.max(start, -farthest), Math.min(end, farthest)]
    : [0, day];
  const wanted = (last - first) / count;
  const known = steps.find((step) => step >= wanted);
  const step = known ?? Math.ceil(wanted / (364 * day)) * 364 * day;
  const ticks: { value: number; label: string }[] = [];
  for (let at = Math.ceil(first / step) * step; at <= last; at += step) {
    ticks.push({ value: at, label: showTime(at, step) });
  }
  return { at: (time) => from + ((time - first) / (last - first)) * (to - from), ticks };
}

function showTime(time: number, step: number): string {
  const text = new Date(time).toISOString();
  if (step >= day) return text.slice(0, text.indexOf("T"));
  return time % day === 0 ? text.slice(5, 10) : text.slice(11, 16);
}
