import type { UpkeepReport, UpkeepSettings } from "@promptrail/core/call-log";
import { dropOldRuns } from "../../shared/drop-old-runs.js";
import type { SqlPool } from "../../sql/sql-pool.js";
import { completeErasures } from "../erasure/complete-erasures.js";
import type { CallDay } from "../make-days.js";
import { dropOldDays, makeDaysAhead } from "./call-days.js";
import { moveEarlierCalls } from "./move-earlier-calls.js";

/** Each step can be stopped and run again, also by two at once: a step that somebody else did is done. */
export async function runUpkeep(
  pool: SqlPool,
  environment: string,
  { now, signal, onProgress = () => {} }: UpkeepSettings,
): Promise<UpkeepReport> {
  let report: UpkeepReport = { made: [], dropped: [], moved: 0, erased: 0 };
  const tell = (change: Partial<UpkeepReport>) => {
    report = { ...report, ...change };
    onProgress(report);
    signal?.throwIfAborted();
  };
  tell({ made: (await makeDaysAhead(pool, now)).map(toWords) });
  for (let isEnd = false; !isEnd; ) {
    const moved = await moveEarlierCalls(pool, environment);
    isEnd = moved.isEnd;
    tell({ moved: report.moved + moved.count });
  }
  await dropOldDays(pool, now, (day) => tell({ dropped: [...report.dropped, toWords(day)] }));
  await dropOldRuns(pool, environment, now, (run) => tell({ dropped: [...report.dropped, run] }));
  tell({ erased: await completeErasures(pool, environment, now) });
  return report;
}

const parts = { figure: "figures", body: "bodies" } as const;

function toWords({ part, days, day }: CallDay): string {
  return `${parts[part]} of ${day} (kept for ${days} days)`;
}
