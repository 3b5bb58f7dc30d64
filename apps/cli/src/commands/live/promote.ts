import { type PromotionReport, PromptrailError } from "@promptrail/core";
import type { EvidenceRun } from "@promptrail/core/lifecycle";
import { listSome, versionKey } from "@promptrail/core/portable";
import { promotionReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import { describeEvidence } from "../../present/describe-evidence.js";
import { readEvidenceFile } from "../../project/evidence/read-evidence-file.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion, requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { addFleet, toWait, waitFlag } from "./wait-for-fleet.js";

interface PromoteOptions extends CommonOptions {
  readonly reason?: string;
  readonly override?: string;
  readonly evidence?: string;
  readonly callersReady?: true;
  readonly from?: string;
  readonly wait?: true | string;
}

export function addPromote(host: CommandHost): void {
  addCommand<PromoteOptions>(host, {
    usage: "promote <family> <version>",
    summary: "make a version active, on passing evidence",
    flags: [
      ["--reason <text>", "the reason, recorded in the history"],
      [
        "--evidence <file>",
        "first store the version's evidence of a file that `eval --evidence` wrote",
      ],
      ["--override <text>", "promote without evidence, for this reason"],
      [
        "--callers-ready",
        "confirm that callers already give what this version newly requires; recorded with the reason",
      ],
      ["--from <n>", "refuse if another version is active now"],
      waitFlag,
    ],
    run: async (scope, [family = "", number = ""], options) => {
      const { reason, override, evidence, callersReady, from, wait } = options;
      const request = {
        family,
        override,
        callersReady,
        toVersion: parseVersion(number),
        reason: requireOption("--reason", reason),
        fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
        wait: toWait(wait),
      };
      const runs = evidence === undefined ? [] : await readRuns(scope, request, evidence);
      return withBackend(scope, async (backend) => {
        for (const run of runs) await backend.bringEvidence(run);
        const result = await backend.promote(request);
        return addFleet(
          scope,
          backend,
          present(scope.terminal, backend.environment, result),
          result.fleet,
        );
      });
    },
  });
}

interface Promoted {
  readonly family: string;
  readonly toVersion: number;
  readonly override: string | undefined;
}

/** @throws PromptrailError `request_invalid` for a file that has none of the version. */
async function readRuns(
  { terminal }: CommandScope,
  { family, toVersion, override }: Promoted,
  file: string,
): Promise<readonly EvidenceRun[]> {
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

function present({ colors }: Terminal, environment: string, result: PromotionReport) {
  const { promotedFrom, promotedTo, revision, evidenceId, evidenceActor, alreadyApplied } = result;
  const ground =
    evidenceId === null ? "" : `, on ${describeEvidence({ evidenceId, evidenceActor })}`;
  return {
    text: alreadyApplied
      ? `${promotedTo} was active in ${environment} already.`
      : `${colors.green("✓")} ${promotedFrom} → ${promotedTo} in ${environment} at revision ${revision}${ground}`,
    json: toWire(promotionReportWire, result),
  };
}
