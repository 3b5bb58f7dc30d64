import type { JsonObject } from "../../json/json-value.js";

/** A job that is put into its queue again and again; while one of it waits or runs, no other. */
export interface Schedule {
  readonly queue: string;
  /** Tells schedules of one queue apart. Default: the one without a key. */
  readonly key?: string | undefined;
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** By whose clocks, as IANA names it: `Europe/Berlin`. Default: UTC. */
  readonly zone?: string | undefined;
  readonly payload: JsonObject;
}

/** A schedule as it stands. */
export interface PlannedSchedule extends Required<Schedule> {
  /** When its next job comes; null for a time that never does, as 30 February. */
  readonly next: Date | null;
}
