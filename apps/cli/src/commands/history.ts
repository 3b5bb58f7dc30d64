import type { Decision } from "@promptrail/core";
import { toDecisionWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { describeTime } from "../present/describe-time.js";
import { toOneLine } from "../present/to-one-line.js";
import { withBackend } from "../project/backend.js";
import { parseCount } from "../project/parse-number.js";
import type { Terminal } from "../terminal.js";

interface HistoryOptions extends CommonOptions {
  readonly limit?: string;
}

export function addHistory(host: CommandHost): void {
  addCommand<HistoryOptions>(host, {
    usage: "history <family>",
    summary: "show a family's decisions: who, when, from, to, why, on what evidence",
    flags: [["--limit <n>", "the newest n; default: 50"]],
    run: async (scope, [family = ""], { limit = "50" }) => {
      const most = parseCount(limit, "--limit");
      const decisions = await withBackend(scope, (backend) =>
        backend.history({ family, limit: most }),
      );
      return {
        text: decisions.map((decision) => describe(scope.terminal, decision)).join("\n"),
        json: { family, decisions: decisions.map(toDecisionWire) },
      };
    },
  });
}

function describe({ colors }: Terminal, decision: Decision): string {
  const { revision, fromVersion: from, toVersion: to, actor, source, reason } = decision;
  const move = from === null || from === to ? `v${to}` : `v${from} → v${to}`;
  const ground = describeGround(decision);
  const time = describeTime(decision.decidedAt);
  return [
    `${colors.bold(`${revision}`.padStart(4))}  ${time}  ${decision.change.kind.replaceAll("_", " ")}  ${colors.cyan(move)}  by ${toOneLine(actor)} (${source})`,
    `      ${toOneLine(reason)}`,
    ...(ground === null ? [] : [colors.dim(`      ${toOneLine(ground)}`)]),
  ].join("\n");
}

function describeGround({ evidenceId, override }: Decision): string | null {
  if (evidenceId !== null) return `evidence ${evidenceId}`;
  return override === null ? null : `override: ${override}`;
}
