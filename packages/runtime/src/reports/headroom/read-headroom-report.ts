import type { CallLog } from "@promptrail/core/call-log";
import type { HeadroomReport } from "@promptrail/core/lifecycle";
import { firstReported, toHeadroomReport } from "./to-headroom-report.js";

/** Of the calls of 28 days so many are looked at, drawn at random. */
export const sampledCalls = 5_000;

/** How full the windows of a family's production calls get, by the call log. */
export async function readHeadroomReport(
  calls: Pick<CallLog, "sample">,
  family: string,
  now: Date,
): Promise<HeadroomReport> {
  const since = firstReported(now);
  const records = await calls.sample({ family, since, size: sampledCalls, bodies: false });
  return toHeadroomReport(family, records, now);
}
