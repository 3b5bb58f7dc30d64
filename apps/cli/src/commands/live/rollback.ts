import type { RollbackReport } from "@promptrail/core";
import { rollbackReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import type { Backend } from "../../project/live/backend.js";
import { unlessForbidden } from "../../project/live/unless-forbidden.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { addFleet, toWait, waitFlag } from "./wait-for-fleet.js";

interface RollbackOptions extends CommonOptions {
  readonly to?: string;
  readonly from?: string;
  readonly reason?: string;
  readonly wait?: true | string;
}

export function addRollback(host: CommandHost): void {
  addCommand<RollbackOptions>(host, {
    usage: "rollback <family>",
    summary:
      "make an earlier version active, and put a hold on the family so that no deployment undoes it",
    flags: [
      ["--to <n>", "the version; default: the last active one that was not rolled back"],
      ["--from <n>", "the faulty version; default: the active one"],
      ["--reason <text>", "the reason, recorded in the history"],
      waitFlag,
    ],
    run: async (scope, [family = ""], { wait, to, from, reason }) => {
      const request = {
        family,
        wait: toWait(wait),
        toVersion: to === undefined ? undefined : parseVersion(to, "--to"),
        fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
        reason,
      };
      return withBackend(scope, async (backend) => {
        const result = await rollBack(backend, request);
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
