import { randomUUID } from "node:crypto";
import { PromptrailError, type RollbackAllReport } from "@promptrail/core";
import { rollbackAllReportWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../../command-result.js";
import type { CommandScope } from "../../../command-scope.js";
import type { Backend } from "../../../project/live/backend.js";
import { withBackend } from "../../../project/live/with-backend.js";
import { createProgressLine } from "../../../project/progress-line.js";
import { withStopSignals } from "../../../project/stop-signal.js";
import type { Terminal } from "../../../terminal.js";
import { addFleet } from "../wait-for-fleet.js";
import {
  countFamilies,
  describeBeside,
  describeLeft,
  describeNone,
  describePreview,
  describeWhat,
} from "./describe-rollback-all.js";
import { joinReports } from "./join-reports.js";
import type { AllRequest } from "./rollback-options.js";
import { runParts } from "./run-parts.js";

/** Rolls every family on a faulty model back: shows them, asks, and does it part by part. */
export function rollBackAll(scope: CommandScope, request: AllRequest): Promise<CommandResult> {
  return withBackend(scope, async (backend) => {
    const { model, provider, reason, idempotencyKey } = request;
    const asked = { model, provider, reason, idempotencyKey, dryRun: true };
    const preview = await backend.rollbackAll(asked);
    const what = describeWhat(request, backend.environment);
    const families = preview.rolledBack
      .filter(({ alreadyApplied }) => !alreadyApplied)
      .map(({ family }) => family);
    if (families.length === 0 || request.isDryRun) {
      return presentPreview(scope.terminal, preview, what);
    }
    if (!(await isWanted(scope, request, preview, backend.environment))) {
      return {
        text: "Nothing was changed.",
        json: toWire(rollbackAllReportWire, preview),
        exitCode: 1,
      };
    }
    const report = await runAll(scope, backend, { request, preview, families });
    const presented = presentReport(scope, request, report, backend.environment);
    const result = await addFleet(scope, backend, presented, report.fleet);
    return { ...result, exitCode: presented.exitCode || (result.exitCode ?? 0) };
  });
}

function presentPreview(
  terminal: Terminal,
  preview: RollbackAllReport,
  what: string,
): CommandResult {
  const { rolledBack, left } = preview;
  const json = toWire(rollbackAllReportWire, preview);
  if (rolledBack.length === 0 && left.length === 0) {
    return { text: describeNone(preview, what), json, exitCode: 1 };
  }
  const open = rolledBack.filter(({ alreadyApplied }) => !alreadyApplied).length;
  const text = [
    ...describePreview(preview, terminal),
    ...describeLeft(preview, terminal),
    ...describeBeside(preview, terminal),
    open === 0
      ? `Nothing is left to be rolled back from ${what}.`
      : `${countFamilies(open)} would be rolled back from ${what}. Nothing was changed.`,
  ];
  return { text: text.join("\n"), json, exitCode: left.length === 0 ? 0 : 1 };
}

/** Shows what would be done, and asks. @throws PromptrailError where nobody can be asked. */
async function isWanted(
  { terminal }: CommandScope,
  { isConfirmed }: AllRequest,
  preview: RollbackAllReport,
  environment: string,
): Promise<boolean> {
  const open = preview.rolledBack.filter(({ alreadyApplied }) => !alreadyApplied).length;
  const shown = [
    ...describePreview(preview, terminal),
    ...describeLeft(preview, terminal),
    ...describeBeside(preview, terminal),
  ];
  terminal.err(`${shown.join("\n")}\n`);
  if (isConfirmed) return true;
  if (terminal.ask === null) {
    throw new PromptrailError(
      "request_invalid",
      `This would roll back ${countFamilies(open)} in ${environment}, and the command cannot ask whether to: its input is not a terminal. Nothing was changed. Check the list with --dry-run, then confirm it with --yes.`,
      { argument: "--yes", families: open },
    );
  }
  const answer = await terminal.ask(
    `Roll back ${countFamilies(open)} in ${environment}? Type "yes" to go on: `,
  );
  return answer.trim().toLowerCase() === "yes";
}

interface Wanted {
  readonly request: AllRequest;
  readonly preview: RollbackAllReport;
  readonly families: readonly string[];
}

async function runAll(
  { terminal }: CommandScope,
  backend: Backend,
  { request, preview, families }: Wanted,
): Promise<RollbackAllReport> {
  const { model, provider, reason, wait } = request;
  const { idempotencyKey = `run-${randomUUID()}` } = request;
  const total = families.length;
  terminal.err(`If this is interrupted, go on with: ${describeRun(request, idempotencyKey)}\n`);
  const { show, end } = createProgressLine<{ readonly done: number; readonly total: number }>(
    terminal,
    ({ done }) => `${done} of ${countFamilies(total)} decided in ${backend.environment}`,
  );
  const onStop = () => terminal.err("\nStopping after the running transaction.\n");
  const run = {
    model,
    provider,
    reason,
    wait,
    families,
    idempotencyKey,
    seenRevision: preview.revision,
  };
  const parts = await withStopSignals(onStop, ({ stop }) =>
    runParts(backend, run, { stop, onProgress: (done) => show({ done, total }) }),
  ).finally(end);
  return joinReports(preview, parts, { idempotencyKey, asked: total });
}

function presentReport(
  { terminal }: CommandScope,
  request: AllRequest,
  report: RollbackAllReport,
  environment: string,
) {
  const { colors } = terminal;
  const { rolledBack, left, remaining, revision, idempotencyKey } = report;
  const done = rolledBack.filter(({ alreadyApplied }) => !alreadyApplied).length;
  const text = [
    ...describeLeft(report, terminal),
    ...describeBeside(report, terminal),
    ...(done === 0
      ? []
      : [
          `${colors.green("✓")} ${countFamilies(done)} rolled back from ${describeWhat(request, environment)} at revision ${revision}. Deployments cannot undo it.`,
        ]),
    ...(remaining === 0
      ? []
      : [
          `${colors.red("✗")} ${countFamilies(remaining)} ${remaining === 1 ? "remains" : "remain"}. Go on with: ${describeRun(request, idempotencyKey ?? "")}`,
        ]),
  ].join("\n");
  const isWhole = left.length === 0 && remaining === 0;
  return { text, json: toWire(rollbackAllReportWire, report), exitCode: isWhole ? 0 : 1 } as const;
}

/** The command that goes on with a run, for a shell. */
function describeRun({ model, provider, reason }: AllRequest, key: string): string {
  const words = Object.entries({ model, provider, reason, "idempotency-key": key }).flatMap(
    ([name, value]) => (value === undefined ? [] : [`--${name} ${quote(value)}`]),
  );
  return `\`promptrail rollback --all ${words.join(" ")}\``;
}

function quote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
