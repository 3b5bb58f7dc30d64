import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { CallReports } from "@promptrail/core/call-log";
import { routes } from "@promptrail/http-api";
import type { Server } from "../ask.js";

/** The call log that a server keeps, for the processes that follow it. */
export function createServerCalls({ ask }: Server): CallReports {
  return {
    report: async (calls, gaps) => {
      try {
        await ask(routes.reportCalls, { calls, gaps });
      } catch (error) {
        throw toRejection(error);
      }
    },
  };
}

/** What the server would say again of the same calls: one of them is too old, or of a family that it does not have. */
const refusals: ReadonlySet<string> = new Set(["request_invalid", "unknown_family"]);

function toRejection(error: unknown): unknown {
  if (!isPromptrailError(error) || !refusals.has(error.code)) return error;
  // Of a code that is not known here, such as that of an earlier server, which has no such route.
  if (error.data["status"] !== undefined) return error;
  return new PromptrailError("call_rejected", error.message, error.data, error);
}
