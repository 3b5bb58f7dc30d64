import type { FleetStore } from "@promptrail/core/lifecycle";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { readDrills, saveDrill } from "./drills.js";
import { readFleet } from "./read-fleet.js";
import { reportProcess } from "./report-process.js";

/** The processes and drills of one environment. */
export function createFleetStore(pool: SqlPool, environment: string): FleetStore {
  return {
    report: (report) => reportProcess(pool, environment, report),
    leave: async (processId) =>
      void (await pool.query(
        "delete from promptrail.process where environment = $1 and process_id = $2",
        [environment, processId],
        statusLimit,
      )),
    read: (withinMs) => readFleet(pool, environment, withinMs),
    saveDrill: (drill) => saveDrill(pool, environment, drill),
    readDrills: (limit) => readDrills(pool, environment, limit),
  };
}
