import type { FleetReports } from "@promptrail/core/lifecycle";
import { routes } from "@promptrail/http-api";
import type { Server } from "../ask.js";

const reportMs = 2_000;
const farewellMs = 1_000;

/** The fleet that a server keeps, for the processes that follow it. */
export function createServerFleet({ ask }: Server): FleetReports {
  return {
    report: (report) => ask(routes.reportProcess, report, { timeoutMs: reportMs }),
    leave: (processId) => ask(routes.removeProcess, { processId }, { timeoutMs: farewellMs }),
  };
}
