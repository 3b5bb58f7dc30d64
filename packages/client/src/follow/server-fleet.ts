import type { FleetReports } from "@promptrail/core";
import { routes } from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { requireNoProblem } from "../connection/read-answer.js";

const reportMs = 2_000;
const farewellMs = 1_000;

/** The fleet that a server keeps, for the processes that follow it. */
export function createServerFleet(connection: Connection): FleetReports {
  return {
    report: async ({ processId, name, revision, appliedAgoMs, stateSource, problems }) => {
      const body = {
        ...{ name, revision, applied_ago_ms: appliedAgoMs, state_source: stateSource, problems },
      };
      const params = { process_id: processId };
      const request = { params, body, timeoutMs: reportMs };
      await requireNoProblem(await connection(routes.reportProcess, request));
    },
    leave: async (processId) => {
      const request = { params: { process_id: processId }, timeoutMs: farewellMs };
      await requireNoProblem(await connection(routes.removeProcess, request));
    },
  };
}
