import type { RollbackReport } from "@promptrail/core";
import { rollbackReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../../add-command.js";
import type { CommandResult } from "../../../command-result.js";
import type { CommandScope } from "../../../command-scope.js";
import type { Backend } from "../../../project/live/backend.js";
import { unlessForbidden } from "../../../project/live/unless-forbidden.js";
import { withBackend } from "../../../project/live/with-backend.js";
import { parseVersion } from "../../../project/parse-options.js";
import type { Terminal } from "../../../terminal.js";
import { addFleet, toWait, waitFlag } from "../wait-for-fleet.js";
import { rollBackAll } from "./rollback-all.js";
import { type RollbackOptions, requireOneKind } from "./rollback-options.js";

export function addRollback(host: CommandHost): void {
  addCommand<RollbackOptions>(host, {
    usage: "rollback [family]",
    summary:
      "make an earlier version active, and put a hold on the family so that no deployment undoes it",
    flags: [
      ["--to <n>", "the version; default: the last active one that was not rolled back"],
      ["--from <n>", "the faulty version; default: the active one"],
      ["--reason <text>", "the reason, recorded in the history"],
      waitFlag,
      ["--all", "roll back every family whose active version is on a faulty model or provider"],
      ["--model <name>", "with --all: the faulty model"],
      ["--provider <id>", "with --all: the faulty provider"],
      ["--dry-run", "with --all: only show what would be done"],
      ["--yes", "with --all: do not ask for confirmation"],
      ["--idempotency-key <key>", "with --all: go on with a run that was interrupted"],
    ],
    run: async (scope, [family], options) => {
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
  { wait, to, from, reason }: RollbackOptions,
): Promise<CommandResult> {
  const request = {
    family,
    wait: toWait(wait),
    toVersion: to === undefined ? undefined : parseVersion(to, "--to"),
    fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
    reason,
  };
  return withBackend(scope, async (backend) => {
    const result = await rollBack(backend, request);
    const presented = present(scope.terminal, backend.environment, result);
    return addFleet(scope, backend, presented, result.fleet);
  });
}

async function rollBack(
  backend: Backend,
  request: Parameters<Backend["rollback"]>[0],
): Promise<RollbackReport> {
  return backend.rollback({
    ...request,
    // What the caller sees as bad: two people who roll back at once then land one step back.
    fromVersion: request.fromVersion ?? (await findActive(backend, request.family)),
  });
}

function present({ colors }: Terminal, environment: string, result: RollbackReport) {
  const { rolledBackFrom, rolledBackTo, revision, alreadyApplied } = result;
  return {
    text: alreadyApplied
      ? `${rolledBackTo} was active in ${environment} already.`
      : `${colors.green("✓")} ${rolledBackFrom} → ${rolledBackTo} in ${environment} at revision ${revision}. Deployments cannot undo it.`,
    json: toWire(rollbackReportWire, result),
  };
}

async function findActive(backend: Backend, family: string): Promise<number | undefined> {
  // Without the scope `read`, the server's own guard keeps two people from going back twice.
  const status = await unlessForbidden(backend.status(), null);
  return status?.snapshot.families.find((known) => known.family === family)?.activeVersion;
}
