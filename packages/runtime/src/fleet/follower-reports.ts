import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { FleetReports, FollowedSource } from "@promptrail/core/lifecycle";
import { isUnreachable } from "@promptrail/core/portable";

/**
 * The reports of a process that follows a server, of whose troubles it hears from the watch. One that is
 * refused changes nothing of what is followed, and is told once.
 */
export function createFollowerReports(
  { fleet }: FollowedSource,
  onProblem: (error: unknown) => void,
): FleetReports {
  let isTold = false;
  const tellRefusal = (error: unknown): void => {
    if (isTold || !isPromptrailError(error) || isUnreachable(error)) return;
    isTold = true;
    onProblem(
      new PromptrailError(
        error.code,
        `The server does not accept the reports of this process. The process still follows the server, but the fleet does not show it and no decision waits for it. ${error.message}`,
        error.data,
        error,
      ),
    );
  };
  return {
    report: async (report) => fleet?.report(report).catch(tellRefusal),
    leave: async (processId) => fleet?.leave(processId),
  };
}
