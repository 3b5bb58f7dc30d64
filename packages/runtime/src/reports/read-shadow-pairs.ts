import type { CallRecord } from "@promptrail/core";
import type { CallLog } from "@promptrail/core/call-log";

/** A production call and the shadow run on the same input. */
export interface ShadowPair {
  readonly active: CallRecord;
  readonly shadow: CallRecord;
}

/** The newest pairs of a family whose both halves are recorded. */
export async function readShadowPairs(
  calls: CallLog,
  family: string,
  limit: number,
): Promise<readonly ShadowPair[]> {
  const shadows = await calls.read({ family, lane: "shadow", limit });
  const ids = shadows.map(({ shadowOf }) => shadowOf).filter((id) => id !== null);
  if (ids.length === 0) return [];
  const records = await calls.read({ family, ids, limit: ids.length });
  const byId = new Map(records.map((record) => [record.id, record]));
  return shadows.flatMap((shadow) => {
    const active = byId.get(shadow.shadowOf ?? "");
    return active === undefined ? [] : [{ active, shadow }];
  });
}
