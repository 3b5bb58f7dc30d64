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
    summary: "make an earlier version the active one, and hold it against deployments",
    flags: [
      ["--to <n>", "the version; default: the last active one that no rollback left"],
      ["--from <n>", "the version that went bad; default: the one that is active now"],
      ["--reason <text>", "why; it stands in the history"],
      waitFlag,
    ],
    run: async (scope, [family = ""], { wait, ...options }) => {
      const waiting = toWait(wait);
      return withBackend(scope, async (backend) => {
        const result = await rollBack(backend, { family, wait: waiting }, options);
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
  request: Pick<Parameters<Backend["rollback"]>[0], "family" | "wait">,
  { to, from, reason }: Omit<RollbackOptions, "wait">,
): Promise<RollbackReport> {
  const seen =
    from === undefined ? await findActive(backend, request.family) : parseVersion(from, "--from");
  return backend.rollback({
    ...request,
    // What the caller sees as bad: two people who roll back at once then land one step back.
    fromVersion: seen,
    toVersion: to === undefined ? undefined : parseVersion(to, "--to"),
    reason,
  });
}

function present({ colors }: Terminal, environment: string, result: RollbackReport) {
  const { rolledBackFrom, rolledBackTo, revision, alreadyApplied } = result;
  return {
    text: alreadyApplied
      ? `${rolledBackTo} is active in ${environment} already.`
      : `${colors.green("✓")} ${rolledBackFrom} → ${rolledBackTo} in ${environment} at revision ${revision}. Deployments cannot undo it.`,
    json: toWire(rollbackReportWire, result),
  };
}

async function findActive(backend: Backend, family: string): Promise<number | undefined> {
  // Without the scope `read`, the server's own guard keeps two people from going back twice.
  const status = await unlessForbidden(backend.status(), null);
  return status?.snapshot.families.find((known) => known.family === family)?.activeVersion;
}
