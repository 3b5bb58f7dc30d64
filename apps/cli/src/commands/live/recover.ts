import { PromptrailError, type RecoverReport } from "@promptrail/core";
import { recoverReportWire, toWire } from "@promptrail/http-api";
import type { CommonOptions } from "../../command-scope.js";
import { implementCommand } from "../../implement-command.js";
import { nextSteps } from "../../present/next-steps.js";
import { formatTable } from "../../present/table.js";
import { withBackend } from "../../project/live/with-backend.js";
import { requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";

type Keep = "store" | "fleet";

interface RecoverOptions extends CommonOptions {
  readonly keep?: string;
  readonly reason?: string;
}

export const recoverCommand = implementCommand({
  documents: { recover: recoverReportWire },
  run: async (scope, _args, options: RecoverOptions) => {
    const keep = parseKeep(options.keep);
    const reason = requireOption("--reason", options.reason);
    return withBackend(scope, async (backend) => {
      const report = await backend.recover({ keep, reason });
      const title = `The ${keep}'s state was kept in ${backend.environment}`;
      return {
        text: present(scope.terminal, title, report),
        json: toWire(recoverReportWire, report),
        next: nextSteps.recovered(backend),
      };
    });
  },
});

function parseKeep(text: string | undefined): Keep {
  if (text === "store" || text === "fleet") return text;
  throw new PromptrailError(
    "request_invalid",
    "--keep is missing. Choose which state to keep: --keep fleet for what the processes still serve, or --keep store for what the store has now.",
    { argument: "--keep" },
  );
}

function present({ colors, columns }: Terminal, title: string, report: RecoverReport): string {
  const { lostRevision, revision, families, missing } = report;
  const head = ["FAMILY", "BEFORE", "NOW"].map(colors.bold);
  const rows = families.map(({ family, fromVersion, toVersion }) => [
    family,
    `v${fromVersion}`,
    colors.cyan(`v${toVersion}`),
  ]);
  return [
    `${colors.green("✓")} ${title}, at revision ${revision}, which is higher than ${lostRevision}, the last lost revision, so that every process applies it.`,
    ...(rows.length === 0 ? [] : [formatTable({ head, rows }, columns)]),
    ...(missing.length === 0
      ? []
      : [
          `${colors.yellow("!")} The store does not have ${missing.join(", ")}: start a process that declares ${missing.length === 1 ? "it" : "them"}.`,
        ]),
  ].join("\n");
}
