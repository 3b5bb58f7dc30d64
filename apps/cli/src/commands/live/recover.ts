import { PromptrailError, type RecoverReport } from "@promptrail/core";
import { recoverReportWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { formatTable } from "../../present/table.js";
import { withBackend } from "../../project/live/with-backend.js";
import { requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";

type Keep = "store" | "fleet";

interface RecoverOptions extends CommonOptions {
  readonly keep?: string;
  readonly reason?: string;
}

export function addRecover(host: CommandHost): void {
  addCommand<RecoverOptions>(host, {
    usage: "recover",
    summary: "after a failover lost decisions: bring the store and every process to one state",
    flags: [
      ["--keep <state>", "store: what the store says now; fleet: what the processes still serve"],
      ["--reason <text>", "why; it stands in the history"],
    ],
    run: async (scope, _args, options) => {
      const keep = parseKeep(options.keep);
      const reason = requireOption("--reason", options.reason);
      return withBackend(scope, async (backend) => {
        const report = await backend.recover({ keep, reason });
        const title = `The ${keep}'s state was kept in ${backend.environment}`;
        return {
          text: present(scope.terminal, title, report),
          json: toWire(recoverReportWire, report),
        };
      });
    },
  });
}

function parseKeep(text: string | undefined): Keep {
  if (text === "store" || text === "fleet") return text;
  throw new PromptrailError(
    "request_invalid",
    "Say which state goes on: --keep fleet, what the processes still serve, or --keep store, what the store says now.",
    { argument: "--keep" },
  );
}

function present({ colors }: Terminal, title: string, report: RecoverReport): string {
  const { lostRevision, revision, families, missing } = report;
  const head = ["FAMILY", "BEFORE", "NOW"].map(colors.bold);
  const rows = families.map(({ family, fromVersion, toVersion }) => [
    family,
    `v${fromVersion}`,
    colors.cyan(`v${toVersion}`),
  ]);
  return [
    `${colors.green("✓")} ${title}, at revision ${revision}: above ${lostRevision}, the last that was lost, so that every process takes it.`,
    ...(rows.length === 0 ? [] : [formatTable([head, ...rows])]),
    ...(missing.length === 0
      ? []
      : [
          `${colors.yellow("!")} The store does not know ${missing.join(", ")}: start a process that declares ${missing.length === 1 ? "it" : "them"}.`,
        ]),
  ].join("\n");
}
