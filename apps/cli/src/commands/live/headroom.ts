import type { HeadroomReport } from "@promptrail/core/lifecycle";
import { headroomReportWire, toWire } from "@promptrail/http-api";
import { implementCommand } from "../../implement-command.js";
import { formatTable } from "../../present/table.js";
import { withView } from "../../project/live/with-backend.js";
import type { Terminal } from "../../terminal.js";

export const headroomCommand = implementCommand({
  documents: { headroom: headroomReportWire },
  run: async (scope, [family = ""]) => {
    const { environment, report } = await withView(scope, async (backend) => ({
      environment: backend.environment,
      report: await backend.headroom({ family }),
    }));
    return {
      text: present(environment, report, scope.terminal),
      json: toWire(headroomReportWire, report),
    };
  },
});

function present(
  environment: string,
  { family, ...report }: HeadroomReport,
  { colors, columns }: Terminal,
): string {
  const { days } = report;
  const last = days.at(-1);
  if (last === undefined) {
    return `There is no call of ${family} in ${environment} with a known share of its context window, of the last 28 whole days. The share is known where the provider's \`models\` name the model, and its vendor reports the tokens of the input. Calls of today count from tomorrow on.`;
  }
  const head = ["DAY", "CALLS", "WINDOW USED"].map(colors.bold);
  const rows = days.map(({ day, calls, p99 }) => [day, String(calls), percent(p99)]);
  return [
    `${colors.bold(family)} in ${environment}: on ${last.day} 99 of 100 calls used at most ${percent(last.p99)} of the context window, with the longest answer that they allow.`,
    describeTrend(report),
    formatTable({ head, rows }, columns),
  ].join("\n");
}

function describeTrend({ growth, daysUntilFull }: Omit<HeadroomReport, "family">): string {
  if (growth === null) return "A trend is shown from 7 days with calls on.";
  if (daysUntilFull === 0) return "The window is full.";
  const change = `It changes by ${(growth * 100).toFixed(2)} points of a hundred a day`;
  if (daysUntilFull === null) return `${change}: the window is not full within 90 days.`;
  return `${change}: the window is full in ${daysUntilFull} days.`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
