import { type ServerStatus, toStatusWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../add-command.js";
import { formatTable } from "../present/table.js";
import { withBackend } from "../project/backend.js";
import type { Terminal } from "../terminal.js";

export function addStatus(host: CommandHost): void {
  addCommand(host, {
    usage: "status",
    summary: "show what is declared and what is live; exits 1 where they differ",
    run: async (scope) => {
      const status = await withBackend(scope, (backend) => backend.status());
      const drift = [...status.reports.values()].some((report) => report.drift !== null);
      return {
        text: present(scope.terminal, status),
        json: toStatusWire(status),
        exitCode: drift ? 1 : 0,
      };
    },
  });
}

function present({ colors }: Terminal, { snapshot, stateSource, reports }: ServerStatus): string {
  const head = ["FAMILY", "DECLARED", "LIVE", "SHADOW", "REVISION", ""].map(colors.bold);
  const rows = snapshot.families.map(({ family, activeVersion, shadow, revision }) => {
    const { declaredVersion = null, drift = null } = reports.get(family) ?? {};
    return [
      family,
      declaredVersion === null ? "–" : `v${declaredVersion}`,
      colors.green(`v${activeVersion}`),
      shadow === null ? "–" : `v${shadow.version} (${shadow.rate * 100} %)`,
      String(revision),
      drift === null ? "" : colors.yellow(drift),
    ];
  });
  return [
    `${colors.bold(snapshot.environment)} at revision ${snapshot.revision}, from ${stateSource.replaceAll("_", " ")}`,
    formatTable([head, ...rows]),
  ].join("\n");
}
