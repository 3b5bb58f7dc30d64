import type { RollbackAllReport } from "@promptrail/core";
import { idempotencyKeyHeader, type routes } from "@promptrail/http-api";
import type { ReadRequest, ServerPorts } from "../http/route-handler.js";
import { decide, waitForFleet } from "./decide.js";

/** No further transaction begins after so long: the answer tells how many families remain. */
export const rollbackAllMs = 20_000;
/** The last transaction, and the reading before the first, are over by then. */
export const rollbackAllAnswerMs = 30_000;

const patience = {
  milliseconds: rollbackAllAnswerMs,
  what: "The rollback may still be running (read the history, or repeat the request with the same Idempotency-Key, which goes on where it stopped): it",
};

/** Rolls many families back, and tells how far the last decision has come where none remains. */
export async function answerRollbackAll(
  ports: ServerPorts,
  { input: { wait, ...asked }, caller, header }: ReadRequest<typeof routes.rollbackAll>,
): Promise<RollbackAllReport> {
  const rollingBack = ports.promptrail.rollbackAll({
    ...asked,
    actor: caller.actor,
    source: "http",
    idempotencyKey: header(idempotencyKeyHeader.name),
    keyOwner: caller.key?.id,
    signal: AbortSignal.timeout(rollbackAllMs),
  });
  const report = await decide(ports, rollingBack, patience);
  const isOver = !report.dryRun && report.remaining === 0;
  const fleet = await waitForFleet(ports, report.revision, isOver ? wait : undefined);
  return fleet === undefined ? report : { ...report, fleet };
}
