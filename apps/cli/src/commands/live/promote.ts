import type { PromotionReport } from "@promptrail/core";
import { promotionReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { describeEvidence } from "../../present/describe-evidence.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion, requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { addFleet, toWait, waitFlag } from "./wait-for-fleet.js";

interface PromoteOptions extends CommonOptions {
  readonly reason?: string;
  readonly override?: string;
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
      ["--override <text>", "promote without evidence, for this reason"],
      [
        "--callers-ready",
        "confirm that callers already give what this version newly requires; recorded with the reason",
      ],
      ["--from <n>", "refuse if another version is active now"],
      waitFlag,
    ],
    run: async (scope, [family = "", number = ""], options) => {
      const { reason, override, callersReady, from, wait } = options;
      const request = {
        family,
        override,
        callersReady,
        toVersion: parseVersion(number),
        reason: requireOption("--reason", reason),
        fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
        wait: toWait(wait),
      };
      return withBackend(scope, async (backend) => {
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
