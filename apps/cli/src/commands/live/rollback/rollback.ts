import type { RollbackReport } from "@promptrail/core";
import { rollbackAllReportWire, rollbackReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../../add-command.js";
import type { CommandResult } from "../../../command-result.js";
import type { CommandScope } from "../../../command-scope.js";
import type { Printed } from "../../../documents/command-documents.js";
import {
  describeAlready,
  describeTried,
  dryRunFlag,
  refuseWaiting,
} from "../../../present/describe-dry-run.js";
import { nextSteps, type Place } from "../../../present/next-steps.js";
import { withBackend } from "../../../project/live/with-backend.js";
import { parseVersion } from "../../../project/parse-options.js";
import type { Terminal } from "../../../terminal.js";
import { addFleet, toWait, waitFlag } from "../wait-for-fleet.js";
import { rollBackAll } from "./rollback-all.js";
import { type RollbackOptions, requireOneKind } from "./rollback-options.js";

type RollbackDocument = Printed<typeof rollbackReportWire>;

export function addRollback(host: CommandHost): void {
  addCommand(host, {
    usage: "rollback [family]",
    summary:
      "make an earlier version active, and put a hold on the family so that no deployment undoes it",
    documents: { rollback: rollbackReportWire, "rollback-all": rollbackAllReportWire },
    examples: [
      "rollback fraud_score --reason 'Scores rose for no reason' --env production",
      "rollback fraud_score --from 3 --to 1 --wait --env production",
      "rollback fraud_score --dry-run",
      "rollback --all --model claude-sonnet-5-5 --reason 'The model is ill' --env production",
    ],
    flags: [
      ["--to <n>", "the version; default: the last active one that was not rolled back"],
      [
        "--from <n>",
        "the faulty version: where another is active, nothing changes; default: the active one, unless somebody rolled back within 10 s",
      ],
      ["--reason <text>", "the reason, recorded in the history"],
      waitFlag,
      ["--all", "roll back every family whose active version is on a faulty model or provider"],
      ["--model <name>", "with --all: the faulty model"],
      ["--provider <id>", "with --all: the faulty provider"],
      dryRunFlag,
      ["--yes", "with --all: do not ask for confirmation"],
      ["--idempotency-key <key>", "with --all: go on with a run that was interrupted"],
    ],
    run: async (scope, [family], options: RollbackOptions) => {
      refuseWaiting(options.dryRun, options.wait);
      const asked = requireOneKind(family, options);
      return asked.family === null
        ? rollBackAll(scope, asked.all)
        : rollBackOne(scope, asked.family, options);
    },
  });
}

async function rollBackOne(
  scope: CommandScope,
  family: string,
  { wait, to, from, reason, dryRun }: RollbackOptions,
): Promise<CommandResult<RollbackDocument>> {
  const request = {
    family,
    wait: toWait(wait),
    toVersion: to === undefined ? undefined : parseVersion(to, "--to"),
    fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
    reason,
    dryRun,
  };
  return withBackend(scope, async (backend) => {
    const result = await backend.rollback(request);
    const place = { family, environment: backend.environment };
    const presented = present(scope.terminal, place, result);
    return addFleet(scope, backend, presented, result.fleet);
  });
}

function present(
  { colors }: Terminal,
  place: Place,
  result: RollbackReport,
): CommandResult<RollbackDocument> {
  const { rolledBackFrom: from, rolledBackTo: to, revision, alreadyApplied, dryRun } = result;
  const json = toWire(rollbackReportWire, result);
  const { environment } = place;
  if (alreadyApplied) return { text: describeAlready({ environment, dryRun }, to), json };
  const verb = dryRun ? " would be active" : "";
  const move = `${colors.green("✓")} ${from} → ${to}${verb} in ${environment} at revision ${revision}.`;
  if (dryRun) return { text: describeTried(move, result.effects), json };
  const text = `${move} Deployments cannot undo it.`;
  return { text, json, next: nextSteps.rolledBack(place, from) };
}
