import type { CallFilter } from "@promptrail/core/call-log";
import { toDay } from "./call-row.js";

/** Conditions on `promptrail.call_figure`, with their values. */
export interface Conditions {
  readonly values: unknown[];
  readonly require: (condition: (place: string) => string, value: unknown) => void;
  /** One that names no value of its own. */
  readonly add: (condition: string) => void;
  readonly text: () => string;
}

/** A filter → conditions. Times are also said as days, by which whole partitions are left out. */
export function toConditions(environment: string, filter: CallFilter): Conditions {
  const values: unknown[] = [environment];
  const conditions = [
    "environment = $1",
    // Readers obey an erasure at once.
    `(subject is null or not exists (select from promptrail.call_erasure erased
      where erased.environment = $1 and erased.subject = call_figure.subject))`,
  ];
  const require = (condition: (place: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  const { since, before } = filter;
  require((place) => `family = ${place}`, filter.family);
  require((place) => `version = ${place}`, filter.version);
  require((place) => `lane = ${place}`, filter.lane);
  require((place) => `outcome = ${place}`, filter.outcome);
  require((place) => `shape @> array[${place}::text]`, filter.shape);
  require((place) => `run_id = ${place}`, filter.runId);
  require((place) => `started_at >= ${place}::timestamptz`, since?.toISOString());
  require((place) => `day >= ${place}::date`, since === undefined ? undefined : toDay(since));
  require((place) => `started_at < ${place}::timestamptz`, before?.toISOString());
  require((place) => `day <= ${place}::date`, before === undefined ? undefined : toDay(before));
  return {
    values,
    require,
    add: (condition) => void conditions.push(condition),
    text: () => conditions.join(" and "),
  };
}
