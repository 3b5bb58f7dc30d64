import { randomUUID } from "node:crypto";
import type { RollbackAllReport } from "@promptrail/core";
import { rollbackAllReportWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../../command-result.js";
import type { CommandScope } from "../../../command-scope.js";
import type { Printed } from "../../../documents/command-documents.js";
import type { Backend } from "../../../project/live/backend.js";
import { withBackend } from "../../../project/live/with-backend.js";
import { createProgressLine } from "../../../project/progress-line.js";
import { withStopSignals } from "../../../project/stop-signal.js";
import { addFleet } from "../wait-for-fleet.js";
import { confirmRollbackAll } from "./confirm-rollback-all.js";
import { countFamilies, describeRun, listOpen } from "./describe-rollback-all.js";
import { joinReports } from "./join-reports.js";
import { presentPreview, presentReport } from "./present-rollback-all.js";
import type { AllRequest } from "./rollback-options.js";
import { runParts } from "./run-parts.js";

type RollbackAllDocument = Printed<typeof rollbackAllReportWire>;

/** Rolls every family on a faulty model back: shows them, asks, and does it part by part. */
export function rollBackAll(
  scope: CommandScope,
  request: AllRequest,
): Promise<CommandResult<RollbackAllDocument>> {
  const { terminal } = scope;
  return withBackend(scope, async (backend) => {
    const presented = { terminal, request, environment: backend.environment };
    const { model, provider, reason, idempotencyKey } = request;
    const asked = { model, provider, reason, idempotencyKey, dryRun: true };
    const preview = await backend.rollbackAll(asked);
    if (request.isDryRun || listOpen(preview).length === 0) {
      return presentPreview(presented, preview);
    }
    if (!(await confirmRollbackAll(presented, preview))) {
      const json = toWire(rollbackAllReportWire, preview);
      return { text: "Nothing was changed.", json, exitCode: 1 };
    }
    const report = await runAll(scope, backend, request, preview);
    const result = presentReport(presented, report);
    const { exitCode = 0, ...told } = await addFleet(scope, backend, result, report.fleet);
    return { ...told, exitCode: result.exitCode || exitCode };
  });
}

/** Says how to go on before anything is decided: nobody can, once the process is gone. */
async function runAll(
  { terminal }: CommandScope,
  backend: Backend,
  request: AllRequest,
  preview: RollbackAllReport,
): Promise<RollbackAllReport> {
  const { model, provider, reason, wait } = request;
  const { idempotencyKey = `run-${randomUUID()}` } = request;
  const families = listOpen(preview).map(({ family }) => family);
  const total = families.length;
  const { revision: seenRevision } = preview;
  const run = { model, provider, reason, wait, families, idempotencyKey, seenRevision };
  const { environment } = backend;
  const goOn = describeRun(request, { key: idempotencyKey, environment });
  terminal.err(`If this is interrupted, go on with: ${goOn}\n`);
  const { show, end } = createProgressLine<{ readonly done: number; readonly total: number }>(
    terminal,
    ({ done }) => `${done} of ${countFamilies(total)} decided in ${environment}`,
  );
  const onStop = () => terminal.err("\nStopping after the running transaction.\n");
  const running = withStopSignals(onStop, ({ stop }) =>
    runParts(backend, run, { stop, goOn, onProgress: (done) => show({ done, total }) }),
  );
  const parts = await running.finally(end);
  return joinReports(preview, parts, { idempotencyKey, asked: total });
}
