import { type Decision, PromptrailError, verifyHistory } from "@promptrail/core";
import { toDecisionWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import { describeTime } from "../../present/describe-time.js";
import { toOneLine } from "../../present/to-one-line.js";
import { withBackend } from "../../project/live/backend.js";
import { parseCount } from "../../project/parse-number.js";
import type { Terminal } from "../../terminal.js";

interface HistoryOptions extends CommonOptions {
  readonly limit?: string;
  readonly verify?: boolean;
}

export function addHistory(host: CommandHost): void {
  addCommand<HistoryOptions>(host, {
    usage: "history [family]",
    summary: "show a family's decisions: who, when, from, to, why, on what evidence",
    flags: [
      ["--limit <n>", "the newest n; default: 50"],
      ["--verify", "check every decision of the environment: hashes, links, order, live state"],
    ],
    run: (scope, [family], { limit = "50", verify = false }) => {
      if (verify) return verifyEnvironment(scope, family);
      return showFamily(scope, requireFamily(family), parseCount(limit, "--limit"));
    },
  });
}

async function showFamily(
  scope: CommandScope,
  family: string,
  limit: number,
): Promise<CommandResult> {
  const decisions = await withBackend(scope, (backend) => backend.history({ family, limit }));
  return {
    text: decisions.map((decision) => describe(scope.terminal, decision)).join("\n"),
    json: { family, decisions: decisions.map(toDecisionWire) },
  };
}

async function verifyEnvironment(
  scope: CommandScope,
  family: string | undefined,
): Promise<CommandResult> {
  if (family !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      "The decisions of all families are one chain: leave the family out with --verify.",
    );
  }
  const { decisions, snapshot } = await withBackend(scope, (backend) => backend.wholeHistory());
  const problems = verifyHistory(decisions, snapshot);
  const [first] = problems;
  const { colors } = scope.terminal;
  const count = `${decisions.length} ${decisions.length === 1 ? "decision" : "decisions"}`;
  const more = problems.length > 1 ? ` ${problems.length - 1} more: --json lists them.` : "";
  return {
    text:
      first === undefined
        ? `${colors.green("✓")} ${count}, chain holds: ${snapshot.environment} at revision ${snapshot.revision}.`
        : `${colors.red("✗")} ${toOneLine(first.message)}${more}`,
    json: {
      holds: problems.length === 0,
      decisions: decisions.length,
      environment: snapshot.environment,
      revision: snapshot.revision,
      head_hash: snapshot.headHash,
      problems,
    },
    exitCode: problems.length === 0 ? 0 : 1,
  };
}

function requireFamily(family: string | undefined): string {
  if (family !== undefined) return family;
  throw new PromptrailError(
    "request_invalid",
    "Say whose history: promptrail history FAMILY; or check all of it with --verify.",
  );
}

function describe({ colors }: Terminal, decision: Decision): string {
  const { revision, actor, source, reason } = decision;
  const ground = describeGround(decision);
  const time = describeTime(decision.decidedAt);
  return [
    `${colors.bold(`${revision}`.padStart(4))}  ${time}  ${decision.change.kind.replaceAll("_", " ")}  ${colors.cyan(describeMove(decision))}  by ${toOneLine(actor)} (${source})`,
    `      ${toOneLine(reason)}`,
    ...(ground === null ? [] : [colors.dim(`      ${toOneLine(ground)}`)]),
  ].join("\n");
}

/** What the decision is about: an archived or shadow version, or the active one before and after. */
function describeMove({ change, fromVersion: from, toVersion: to }: Decision): string {
  if (change.kind === "archived") return `v${change.version}`;
  if (change.kind === "shadow_set") {
    return change.shadow === null
      ? "off"
      : `v${change.shadow.version} at ${Math.round(change.shadow.rate * 1000) / 10} %`;
  }
  return from === null || from === to ? `v${to}` : `v${from} → v${to}`;
}

function describeGround({ evidenceId, override }: Decision): string | null {
  if (evidenceId !== null) return `evidence ${evidenceId}`;
  return override === null ? null : `override: ${override}`;
}
