import type { RollbackAllReport } from "@promptrail/core";
import { rollbackAllReportWire, toWire } from "@promptrail/http-api";
import type { Terminal } from "../../../terminal.js";
import {
  countFamilies,
  describeBeside,
  describeLeft,
  describeNone,
  describePreview,
  describeRun,
  describeWhat,
  listOpen,
} from "./describe-rollback-all.js";
import type { AllRequest } from "./rollback-options.js";

/** Whose report it is. */
export interface Presented {
  readonly terminal: Terminal;
  readonly request: AllRequest;
  readonly environment: string;
}

/** What a run would do, of which nothing is done. */
export function presentPreview(
  { terminal, request, environment }: Presented,
  preview: RollbackAllReport,
) {
  const { rolledBack, left } = preview;
  const what = describeWhat(request, environment);
  const json = toWire(rollbackAllReportWire, preview);
  if (rolledBack.length === 0 && left.length === 0) {
    return { text: describeNone(preview, what), json, exitCode: 1 } as const;
  }
  const open = listOpen(preview).length;
  const text = [
    ...describePlan(terminal, preview),
    open === 0
      ? `Nothing is left to be rolled back from ${what}.`
      : `${countFamilies(open)} would be rolled back from ${what}. Nothing was changed.`,
  ];
  return { text: text.join("\n"), json, exitCode: left.length === 0 ? 0 : 1 } as const;
}

/** Each family with where it would go, and what stays. */
export function describePlan(terminal: Terminal, preview: RollbackAllReport): readonly string[] {
  return [
    ...describePreview(preview, terminal),
    ...describeLeft(preview, terminal),
    ...describeBeside(preview, terminal),
  ];
}

/** What a run did. */
export function presentReport(
  { terminal, request, environment }: Presented,
  report: RollbackAllReport,
) {
  const { colors } = terminal;
  const { left, remaining, revision, idempotencyKey } = report;
  const done = listOpen(report).length;
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
          `${colors.red("✗")} ${countFamilies(remaining)} ${remaining === 1 ? "remains" : "remain"}. Go on with: ${describeRun(request, { key: idempotencyKey ?? "", environment })}`,
        ]),
  ].join("\n");
  const isWhole = left.length === 0 && remaining === 0;
  return { text, json: toWire(rollbackAllReportWire, report), exitCode: isWhole ? 0 : 1 } as const;
}
