import type { RollbackReport } from "@promptrail/core";
import { rollbackAllReportWire, rollbackReportWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../../command-result.js";
import type { CommandScope } from "../../../command-scope.js";
import type { Printed } from "../../../documents/command-documents.js";
import { implementCommand } from "../../../implement-command.js";
import {
  describeAlready,
  describeTried,
  refuseWaiting,
} from "../../../present/describe-dry-run.js";
import { nextSteps, type Place } from "../../../present/next-steps.js";
import { withBackend } from "../../../project/live/with-backend.js";
import { parseVersion } from "../../../project/parse-options.js";
import type { Terminal } from "../../../terminal.js";
import { addFleet, toWait } from "../wait-for-fleet.js";
import { rollBackAll } from "./rollback-all.js";
import { type RollbackOptions, requireOneKind } from "./rollback-options.js";

type RollbackDocument = Printed<typeof rollbackReportWire>;

export const rollbackCommand = implementCommand({
  documents: { rollback: rollbackReportWire, "rollback-all": rollbackAllReportWire },
  run: async (scope, [family], options: RollbackOptions) => {
    refuseWaiting(options.dryRun, options.wait);
    const asked = requireOneKind(family, options);
    return asked.family === null
      ? rollBackAll(scope, asked.all)
      : rollBackOne(scope, asked.family, options);
  },
});

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
