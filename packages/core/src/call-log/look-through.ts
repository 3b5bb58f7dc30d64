import type { CallGap } from "./call-gap.js";
import type {
  CallQuery,
  CallSampleQuery,
  CallSearch,
  FoundCalls,
  UsageQuery,
} from "./call-query.js";
import { fitsFilter, says, withoutBody } from "./fits-filter.js";
import type { LoggedCall } from "./logged-call.js";
import { toUsageRows } from "./usage/to-usage-rows.js";
import type { UsageRow } from "./usage/usage-row.js";

type Calls = readonly LoggedCall[];

/** `CallLog.read` for a log that can list all its calls. */
export function readFrom(calls: Calls, query: CallQuery): Calls {
  const { ids, limit, bodies = true, ...filter } = query;
  const read = calls
    .filter((call) => fitsFilter(call, filter) && (ids === undefined || ids.includes(call.id)))
    .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime())
    .slice(0, limit);
  return bodies ? read : read.map(withoutBody);
}

/** `CallLog.search` for the same: it looks through all of them. */
export function searchIn(calls: Calls, search: CallSearch): FoundCalls {
  const { text, withinMs: _all, ...query } = search;
  const saying = calls.filter((call) => says(call, text));
  return { calls: readFrom(saying, query), searchedSince: null };
}

/** `CallLog.sample` for the same. */
export function sampleFrom(calls: Calls, query: CallSampleQuery): Calls {
  const { family, since, size, bodies = true } = query;
  const sampled = calls
    .filter((call) => fitsFilter(call, { family, since, lane: "production" }))
    .map((call) => ({ call, order: Math.random() }))
    .sort((left, right) => left.order - right.order)
    .slice(0, size)
    .map(({ call }) => call);
  return bodies ? sampled : sampled.map(withoutBody);
}

/** `CallLog.usage` for the same. */
export function usageOf(calls: Calls, query: UsageQuery): readonly UsageRow[] {
  const { family, since, before } = query;
  return toUsageRows(calls).filter(
    (row) =>
      (family === undefined || row.family === family) &&
      row.hour >= since &&
      (before === undefined || row.hour < before),
  );
}

/** `CallLog.gaps` for a log that can list all its gaps. */
export function gapsWithin(gaps: readonly CallGap[], query: UsageQuery): readonly CallGap[] {
  const { family, since, before } = query;
  return gaps
    .filter(
      (gap) =>
        (family === undefined || gap.family === family) &&
        gap.to >= since &&
        (before === undefined || gap.from < before),
    )
    .sort((left, right) => right.to.getTime() - left.to.getTime());
}
