import type { PromotionReport } from "@promptrail/core";
import { promotionReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommandResult } from "../../command-result.js";
import type { CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import {
  describeEffects,
  dryRunFlag,
  nothingChanged,
  refuseWaiting,
} from "../../present/describe-dry-run.js";
import { nextSteps, type Place } from "../../present/next-steps.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion, requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { addFleet, toWait, waitFlag } from "./wait-for-fleet.js";

type PromotionDocument = Printed<typeof promotionReportWire>;

interface PromoteOptions extends CommonOptions {
  readonly reason?: string;
  readonly override?: string;
  readonly callersReady?: true;
  readonly from?: string;
  readonly wait?: true | string;
  readonly dryRun?: true;
}

export function addPromote(host: CommandHost): void {
  addCommand(host, {
    usage: "promote <family> <version>",
    summary: "make a version active, on passing evidence",
    documents: { promote: promotionReportWire },
    examples: [
      "promote fraud_score 3 --reason 'A current model' --env production",
      "promote fraud_score 3 --reason 'A current model' --dry-run",
      "promote fraud_score 3 --reason 'Outage of the old model' --override 'No time for an eval'",
    ],
    flags: [
      ["--reason <text>", "the reason, recorded in the history"],
      ["--override <text>", "promote without evidence, for this reason"],
      [
        "--callers-ready",
        "confirm that callers already give what this version newly requires; recorded with the reason",
      ],
      ["--from <n>", "refuse if another version is active now"],
      waitFlag,
      dryRunFlag,
    ],
    run: async (scope, [family = "", number = ""], options: PromoteOptions) => {
      const { reason, override, callersReady, from, wait, dryRun } = options;
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
      return withBackend(scope, async (backend) => {
        const result = await backend.promote(request);
        return addFleet(
          scope,
          backend,
          present(scope.terminal, { family, environment: backend.environment }, result),
          result.fleet,
        );
      });
    },
  });
}

function present(
  terminal: Terminal,
  place: Place,
  result: PromotionReport,
): CommandResult<PromotionDocument> {
  const { promotedFrom, promotedTo, alreadyApplied, dryRun } = result;
  const json = toWire(promotionReportWire, result);
  const { environment } = place;
  if (alreadyApplied) {
    const done = `${promotedTo} ${dryRun ? "is" : "was"} active in ${environment} already.`;
    return { text: dryRun ? `${nothingChanged}\n${done}` : done, json };
  }
  const move = describeMove(terminal, environment, result);
  if (dryRun) {
    return { text: [nothingChanged, move, ...describeEffects(result.effects)].join("\n"), json };
  }
  return { text: move, json, next: nextSteps.promoted(place, promotedFrom, promotedTo) };
}

function describeMove(
  { colors }: Terminal,
  environment: string,
  { promotedFrom, promotedTo, revision, evidenceId, dryRun }: PromotionReport,
): string {
  const ground = evidenceId === null ? "" : `, on evidence ${evidenceId}`;
  const verb = dryRun ? " would be active" : "";
  return `${colors.green("✓")} ${promotedFrom} → ${promotedTo}${verb} in ${environment} at revision ${revision}${ground}`;
}
