import {
  type FleetReports,
  type FollowedSource,
  isPromptrailError,
  isUnreachable,
  PromptrailError,
} from "@promptrail/core";
import type { ProblemBoard } from "../reports/problem-board.js";

/**
 * The reports of a process that follows a server. It hears of the server's troubles from the watch: a report
 * only looks whether it is back. One that is refused changes nothing of what is followed, and is told once.
 */
export function createFollowerReports(
  source: FollowedSource,
  problems: ProblemBoard,
): FleetReports {
  let isTold = false;
  const tellRefusal = (error: unknown): void => {
    if (isTold || !isPromptrailError(error) || isUnreachable(error)) return;
    isTold = true;
    problems.tell(
      new PromptrailError(
        error.code,
        `The server takes no reports of this process, which goes on following, but is not shown in the fleet and not waited for. ${error.message}`,
        error.data,
        error,
      ),
    );
  };
  return {
    report: async (report) => {
      await source.fleet?.report(report).catch(tellRefusal);
      if (problems.has("store_unavailable")) await source.readSnapshot();
    },
    leave: async (processId) => source.fleet?.leave(processId),
  };
}
