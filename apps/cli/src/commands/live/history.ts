import { type Decision, type HistoryPage, PromptrailError } from "@promptrail/core";
import { historyWire, mostDecisions, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import { describeEvidence } from "../../present/describe-evidence.js";
import { describeTime } from "../../present/describe-time.js";
import { withView } from "../../project/live/with-backend.js";
import { parseCount } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";
import { verifyHistory } from "./verify-history.js";

interface HistoryOptions extends CommonOptions {
  readonly limit?: string;
  readonly before?: string;
  readonly verify?: boolean;
}

export function addHistory(host: CommandHost): void {
  addCommand<HistoryOptions>(host, {
    usage: "history [family]",
    summary:
      "show a family's decisions: who, when, from which version to which, why, on what evidence",
    quotes: true,
    flags: [
      ["--limit <n>", "the newest n; default: 50, at most 1000"],
      ["--before <revision>", "only decisions with a lower revision"],
      ["--verify", "check every decision of the environment: hashes, links, order, live state"],
    ],
    run: async (scope, [family], options) => {
      if (options.verify !== true) return showFamily(scope, requireFamily(family), options);
      refuseParts(family, options);
      return verifyHistory(scope);
    },
  });
}

async function showFamily(
  scope: CommandScope,
  family: string,
  { limit, before }: HistoryOptions,
): Promise<CommandResult> {
  const request = {
    family,
    limit: limit === undefined ? undefined : parseCount(limit, "--limit", { most: mostDecisions }),
    before: before === undefined ? undefined : parseCount(before, "--before"),
  };
  const { environment, page } = await withView(scope, async (backend) => ({
    environment: backend.environment,
    page: await backend.historyPage(request),
  }));
  const { terminal } = scope;
  const lines = page.decisions.map((decision) => describe(terminal, environment, decision));
  const none = `${family} has no decision in ${environment} before revision ${before ?? 1}.`;
  const older = describeOlder(family, limit, page);
  return {
    text: [
      ...(lines.length === 0 ? [none] : lines),
      ...(older === null ? [] : [terminal.colors.dim(older)]),
    ].join("\n"),
    json: toWire(historyWire, { family, ...page }),
  };
}

/** The command that shows what comes next; null after the first decision. */
function describeOlder(
  family: string,
  limit: string | undefined,
  { nextBefore }: HistoryPage,
): string | null {
  if (nextBefore === null) return null;
  const size = limit === undefined ? "" : ` --limit ${limit}`;
  return `older: promptrail history ${family} --before ${nextBefore}${size}`;
}

/** @throws PromptrailError `request_invalid` where only a part of the history is asked for. */
function refuseParts(family: string | undefined, { limit, before }: HistoryOptions): void {
  if (family !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      "--verify checks the decisions of all families, which form one hash chain. Leave the family out.",
    );
  }
  if (limit !== undefined || before !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      "--verify checks the whole history. Leave out --limit and --before.",
    );
  }
}

function requireFamily(family: string | undefined): string {
  if (family !== undefined) return family;
  throw new PromptrailError(
    "request_invalid",
    "No family is given. Name one: promptrail history FAMILY; or check the whole history with --verify.",
  );
}

function describe({ colors }: Terminal, environment: string, decision: Decision): string {
  const { revision, actor, source, reason } = decision;
  const ground = describeGround(decision);
  const time = describeTime(decision.decidedAt);
  return [
    `${colors.bold(`${revision}`.padStart(4))}  ${time}  ${environment}  ${decision.change.kind.replaceAll("_", " ")}  ${colors.cyan(describeMove(decision))}  by ${toOneLine(actor)} (${source})`,
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
  const move = from === null || from === to ? `v${to}` : `v${from} → v${to}`;
  if (change.kind !== "recovered") return move;
  return change.kept === null ? "kept the store's state" : `kept the fleet's state (${move})`;
}

function describeGround({ evidenceId, evidenceActor, override }: Decision): string | null {
  if (evidenceId !== null) return describeEvidence({ evidenceId, evidenceActor });
  return override === null ? null : `override: ${override}`;
}
