import { type PromotionReport, PromptrailError } from "@promptrail/core";
import type { EvidenceRun } from "@promptrail/core/lifecycle";
import { listSome, versionKey } from "@promptrail/core/portable";
import { promotionReportWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { implementCommand } from "../../implement-command.js";
import { describeAlready, describeTried, refuseWaiting } from "../../present/describe-dry-run.js";
import { describeEvidence } from "../../present/evidence/describe-evidence.js";
import { nextSteps, type Place } from "../../present/next-steps.js";
import { evidenceInDryRun } from "../../project/evidence/evidence-in-dry-run.js";
import { readEvidenceFile } from "../../project/evidence/read-evidence-file.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion, requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { addFleet, toWait } from "./wait-for-fleet.js";

type PromotionDocument = Printed<typeof promotionReportWire>;

interface PromoteOptions extends CommonOptions {
  readonly reason?: string;
  readonly override?: string;
  readonly evidence?: string;
  readonly callersReady?: true;
  readonly from?: string;
  readonly wait?: true | string;
  readonly dryRun?: true;
}

export const promoteCommand = implementCommand({
  documents: { promote: promotionReportWire },
  run: async (scope, [family = "", number = ""], options: PromoteOptions) => {
    const { reason, override, evidence, callersReady, from, wait, dryRun } = options;
    refuseWaiting(dryRun, wait);
    const request = {
      family,
      override,
      callersReady,
      dryRun,
      toVersion: parseVersion(number),
      reason: requireOption("--reason", reason),
      fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
      wait: toWait(wait),
    };
    const runs = evidence === undefined ? [] : await readRuns(scope, request, evidence);
    return withBackend(scope, async (backend) => {
      for (const run of runs) await backend.bringEvidence(run);
      const result = await backend.promote(request);
      const place = { family, environment: backend.environment };
      return addFleet(scope, backend, present(scope.terminal, place, result), result.fleet);
    });
  },
});

interface Promoted {
  readonly family: string;
  readonly toVersion: number;
  readonly override: string | undefined;
  readonly dryRun: true | undefined;
}

/** @throws PromptrailError `request_invalid` for a file that has none of the version. */
async function readRuns(
  { terminal }: CommandScope,
  { family, toVersion, override, dryRun }: Promoted,
  file: string,
): Promise<readonly EvidenceRun[]> {
  if (dryRun === true) throw evidenceInDryRun();
  if (override !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      "--override promotes without evidence, so --evidence cannot be combined with it. Remove one of the two.",
    );
  }
  const all = await readEvidenceFile(terminal.folder, file);
  const runs = all.filter((run) => run.family === family && run.version === toVersion);
  if (runs.length > 0) return runs;
  const key = versionKey(family, toVersion);
  const has = all.map((run) => versionKey(run.family, run.version));
  throw new PromptrailError(
    "request_invalid",
    `The evidence file "${file}" has no evidence for ${key}. It has: ${has.length === 0 ? "none" : listSome(has)}. Write it with \`promptrail eval ${family} --version ${toVersion} --evidence FILE\`.`,
    { family, version: toVersion },
  );
}

function present(
  terminal: Terminal,
  place: Place,
  result: PromotionReport,
): CommandResult<PromotionDocument> {
  const { promotedFrom, promotedTo, alreadyApplied, dryRun } = result;
  const json = toWire(promotionReportWire, result);
  const { environment } = place;
  if (alreadyApplied) return { text: describeAlready({ environment, dryRun }, promotedTo), json };
  const move = describeMove(terminal, environment, result);
  if (dryRun) return { text: describeTried(move, result.effects), json };
  return { text: move, json, next: nextSteps.promoted(place, promotedFrom, promotedTo) };
}

function describeMove(
  { colors }: Terminal,
  environment: string,
  { promotedFrom, promotedTo, revision, evidenceId, evidenceActor, dryRun }: PromotionReport,
): string {
  const ground =
    evidenceId === null ? "" : `, on ${describeEvidence({ evidenceId, evidenceActor })}`;
  const verb = dryRun ? " would be active" : "";
  return `${colors.green("✓")} ${promotedFrom} → ${promotedTo}${verb} in ${environment} at revision ${revision}${ground}`;
}
