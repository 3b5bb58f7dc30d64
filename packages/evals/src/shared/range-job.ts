import type { JsonObject } from "@promptrail/core";
import type { JobOptions, SharedRun } from "@promptrail/core/jobs";
import { z } from "zod";

/** The queue of ranges of cases. */
export const evalQueue = "eval";

const rangeSchema = z.object({
  run: z.string(),
  range: z.int().min(0),
});

/** A range of a run's cases, in the order of their ids, from 0. */
export type RangeJob = z.infer<typeof rangeSchema>;

export function toRangePayload({ run, range }: RangeJob): JsonObject {
  return { run, range };
}

/** Null for what another build may have sent. */
export function readRangePayload(payload: JsonObject): RangeJob | null {
  return rangeSchema.safeParse(payload).data ?? null;
}

/** One process at a time has a range. It is given back as often as it takes, and sent anew where that was too often. */
export function toRangeOptions({ run, range }: RangeJob): JobOptions {
  return { key: `${run}/${range}`, retries: 1_000, retryDelaySeconds: 1, leaseSeconds: 10 };
}

const mostInRange = 50;
/** A small run, too, is for several processes. */
const wantedRanges = 20;

/** How many cases go to a process at once. */
export function chooseRangeSize(cases: number): number {
  return Math.min(mostInRange, Math.max(1, Math.ceil(cases / wantedRanges)));
}

/** From the first case of a range to the one after its last. */
export interface RangeBounds {
  readonly from: number;
  readonly to: number;
}

export function toBounds({ rangeSize, cases }: SharedRun, range: number): RangeBounds {
  const from = range * rangeSize;
  return { from, to: Math.min(from + rangeSize, cases) };
}
