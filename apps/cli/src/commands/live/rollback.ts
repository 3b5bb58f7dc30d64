import type { RollbackReport } from "@promptrail/core";
import { rollbackReportWire, toWire } from "@promptrail/http-api";
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
import type { Backend } from "../../project/live/backend.js";
import { unlessForbidden } from "../../project/live/unless-forbidden.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { addFleet, toWait, waitFlag } from "./wait-for-fleet.js";

type RollbackDocument = Printed<typeof rollbackReportWire>;

interface RollbackOptions extends CommonOptions {
  readonly to?: string;
  readonly from?: string;
  readonly reason?: string;
  readonly wait?: true | string;
  readonly dryRun?: true;
}

export function addRollback(host: CommandHost): void {
  addCommand(host, {
    usage: "rollback <family>",
    summary:
      "make an earlier version active, and put a hold on the family so that no deployment undoes it",
    documents: { rollback: rollbackReportWire },
    examples: [
      "rollback fraud_score --reason 'Scores rose for no reason' --env production",
      "rollback fraud_score --from 3 --to 1 --wait --env production",
      "rollback fraud_score --dry-run",
    ],
    flags: [
      ["--to <n>", "the version; default: the last active one that was not rolled back"],
      ["--from <n>", "the faulty version; default: the active one"],
      ["--reason <text>", "the reason, recorded in the history"],
      waitFlag,
      dryRunFlag,
    ],
    run: async (scope, [family = ""], { wait, ...options }: RollbackOptions) => {
      refuseWaiting(options.dryRun, wait);
      const waiting = toWait(wait);
      return withBackend(scope, async (backend) => {
        const result = await rollBack(backend, { family, wait: waiting }, options);
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

async function rollBack(
  backend: Backend,
  request: Pick<Parameters<Backend["rollback"]>[0], "family" | "wait">,
  { to, from, reason, dryRun }: Omit<RollbackOptions, "wait">,
): Promise<RollbackReport> {
  const seen =
    from === undefined ? await findActive(backend, request.family) : parseVersion(from, "--from");
  return backend.rollback({
    ...request,
    // What the caller sees as bad: two people who roll back at once then land one step back.
    fromVersion: seen,
    toVersion: to === undefined ? undefined : parseVersion(to, "--to"),
    reason,
    dryRun,
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
  if (alreadyApplied) {
    const done = `${to} ${dryRun ? "is" : "was"} active in ${environment} already.`;
    return { text: dryRun ? `${nothingChanged}\n${done}` : done, json };
  }
  const verb = dryRun ? " would be active" : "";
  const move = `${colors.green("✓")} ${from} → ${to}${verb} in ${environment} at revision ${revision}.`;
  if (dryRun) {
    return { text: [nothingChanged, move, ...describeEffects(result.effects)].join("\n"), json };
  }
  const text = `${move} Deployments cannot undo it.`;
  return { text, json, next: nextSteps.rolledBack(place, from) };
}

async function findActive(backend: Backend, family: string): Promise<number | undefined> {
  // Without the scope `read`, the server's own guard keeps two people from going back twice.
  const status = await unlessForbidden(backend.status(), null);
  return status?.snapshot.families.find((known) => known.family === family)?.activeVersion;
}
