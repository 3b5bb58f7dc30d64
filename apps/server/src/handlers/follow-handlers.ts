import type { ApiKey } from "@promptrail/core/lifecycle";
import { lastEventIdHeader, routes } from "@promptrail/http-api";
import type { Caller } from "../http/caller.js";
import { handle } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { answerStatus } from "./answer-status.js";

export const reportMs = 1_500;

export const followHandlers = {
  status: handle(routes.status, async ({ status }, { header }) => answerStatus(status, header)),
  events: handle(routes.events, async ({ events }, { header, reader }) =>
    events.open(header(lastEventIdHeader.name) ?? null, reader),
  ),
  reportProcess: handle(
    routes.reportProcess,
    async ({ promptrail, processes }, { input, caller }) => {
      const processId = toProcessId(caller, input.processId);
      const report = { ...input, processId, role: "follower" } as const;
      const admitted = processes.admit(requireKey(caller), processId, promptrail);
      await withDeadline(
        admitted.then(() => promptrail.reportProcess(report)),
        reportMs,
        "The store",
      );
      return undefined;
    },
  ),
  removeProcess: handle(
    routes.removeProcess,
    async ({ promptrail, processes }, { input, caller }) => {
      const processId = toProcessId(caller, input.processId);
      await withDeadline(promptrail.removeProcess(processId), reportMs, "The store");
      processes.forget(processId);
      return undefined;
    },
  ),
};

/** Within its key: a key's holder cannot speak for the processes of another. */
function toProcessId(caller: Caller, processId: string): string {
  return `${requireKey(caller).id}.${processId}`;
}

function requireKey({ key }: Caller): ApiKey {
  if (key === null) throw new TypeError("A route with a scope has a caller with a key.");
  return key;
}
