import { versionKey } from "@promptrail/core/portable";
import { evidenceReportWire, toWire } from "@promptrail/http-api";
import type { Printed } from "../../documents/command-documents.js";
import type { broughtDocument } from "../../documents/live-documents.js";
import type { BroughtEvidence } from "../../project/live/deploy-project.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

/** What became of evidence that was brought, in a line. */
export function describeBrought(
  { colors }: Terminal,
  environment: string,
  brought: BroughtEvidence,
): string {
  if ("refusal" in brought) return `${colors.red("✗")} ${toOneLine(brought.refusal.message)}`;
  const { candidate, outcome, evidenceId, verdict, actor, run, decidedBy } = brought.report;
  if (outcome === "not_needed") {
    return colors.dim(
      `· ${candidate} needs no evidence in ${environment}: it is active, or the first.`,
    );
  }
  if (decidedBy !== null) {
    return `${colors.yellow("!")} Evidence ${evidenceId} for ${candidate} is kept as run ${run} (verdict: ${verdict}) and changes nothing: evidence ${decidedBy.evidenceId} of the same comparison has decided (verdict: ${decidedBy.verdict}).`;
  }
  const how =
    outcome === "stored" ? "is stored" : `was stored before, by ${toOneLine(actor ?? "unknown")}`;
  const mark = verdict === "pass" ? colors.green("✓") : colors.yellow("!");
  return `${mark} Evidence ${evidenceId} for ${candidate} ${how} (verdict: ${verdict}).`;
}

/** The same for machines: the report, or what was refused and why. */
export function toBroughtJson(brought: BroughtEvidence): Printed<typeof broughtDocument> {
  if ("report" in brought) return toWire(evidenceReportWire, brought.report);
  const { run, refusal } = brought;
  const { code, message, data } = refusal;
  const { family, version } = run;
  return { family, candidate: versionKey(family, version), error: { code, message, data } };
}
