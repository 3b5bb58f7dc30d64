import type { CallRecord } from "@promptrail/core";
import { inputScheme } from "../content-kind.js";
import { toRatio, toRatioKey } from "./ratio-key.js";

/** What calls of before were counted as, by the kind of their input: the oldest first. */
export type EarlierRatios = ReadonlyMap<string, readonly number[]>;

/** The slice of a record that tells a ratio. */
type CountedCall = Pick<CallRecord, "startedAt" | "headroom" | "usage">;

type ReadEarlier = (query: {
  readonly before: Date;
  readonly limit: number;
  readonly bodies: boolean;
}) => Promise<readonly CountedCall[]>;

/** So many of the last records are looked at, so many at once. */
const mostRecords = 2_000;
const page = 200;

/** What the calls of before a time were counted as, from the last records of the call log: the oldest first. */
export async function readEarlierRatios(
  log: { readonly read: ReadEarlier },
  start: Date,
): Promise<EarlierRatios> {
  const found = new Map<string, number[]>();
  let before = start;
  for (let read = 0; read < mostRecords; read += page) {
    const records = await log.read({ before, limit: page, bodies: false });
    for (const record of records) noteRatio(found, record);
    const last = records.at(-1);
    if (last === undefined || records.length < page) break;
    before = last.startedAt;
  }
  for (const ratios of found.values()) ratios.reverse();
  return found;
}

function noteRatio(found: Map<string, number[]>, { headroom, usage }: CountedCall): void {
  const ratio = toRatio(headroom, usage);
  if (headroom === null || ratio === null || headroom.counted?.scheme !== inputScheme) return;
  const key = toRatioKey(headroom);
  const known = found.get(key);
  if (known === undefined) found.set(key, [ratio]);
  else known.push(ratio);
}
