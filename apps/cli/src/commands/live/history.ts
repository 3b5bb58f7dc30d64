import { type Decision, type HistoryPage, PromptrailError } from "@promptrail/core";
import { historyWire, mostDecisions, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { verificationDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { describeTime } from "../../present/describe-time.js";
import { describeEvidence } from "../../present/evidence/describe-evidence.js";
import { quoteWord } from "../../present/quote-word.js";
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

export const historyCommand = implementCommand({
  documents: { history: historyWire, "history --verify": verificationDocument },
  quotes: true,
  run: async (scope, [family], options: HistoryOptions) => {
    if (options.verify !== true) return showDecisions(scope, family, options);
    refuseParts(family, options);
    return verifyHistory(scope);
  },
});

async function showDecisions(
  scope: CommandScope,
  family: string | undefined,
  { limit, before }: HistoryOptions,
): Promise<CommandResult<Printed<typeof historyWire>>> {
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
  const lines = page.decisions.map((decision) => describe(terminal, environment, family, decision));
  const older = describeOlder(family, { limit, env: scope.options.env }, page);
  return {
    text: [
      ...(lines.length === 0 ? [describeNone(environment, family, before)] : lines),
      ...(older === null ? [] : [terminal.colors.dim(older)]),
    ].join("\n"),
    json: toWire(historyWire, { family: family ?? null, ...page }),
  };
}

function describeNone(
  environment: string,
  family: string | undefined,
  before: string | undefined,
): string {
  const [who, where] = family === undefined ? [environment, ""] : [family, ` in ${environment}`];
  const when = before === undefined ? "" : ` before revision ${before}`;
  return `${who} has no decision${where}${when}.`;
}

/** The command that shows what comes next; null after the first decision. */
function describeOlder(
  family: string | undefined,
  { limit, env }: { readonly limit: string | undefined; readonly env: string | undefined },
  { nextBefore }: HistoryPage,
): string | null {
  if (nextBefore === null) return null;
  const flags = Object.entries({ before: `${nextBefore}`, limit, env })
    .filter(([, value]) => value !== undefined)
    .map(([name, value = ""]) => `--${name} ${quoteWord(value)}`);
  return `older: ${["promptrail history", ...(family === undefined ? [] : [family]), ...flags].join(" ")}`;
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

function describe(
  { colors }: Terminal,
  environment: string,
  asked: string | undefined,
  decision: Decision,
): string {
  const { revision, actor, source, reason } = decision;
  const ground = describeGround(decision);
  const time = describeTime(decision.decidedAt);
  // Where one family was asked for, every line is about it.
  const whose = asked === undefined ? `${decision.family}  ` : "";
  return [
    `${colors.bold(`${revision}`.padStart(4))}  ${time}  ${environment}  ${whose}${decision.change.kind.replaceAll("_", " ")}  ${colors.cyan(describeMove(decision))}  by ${toOneLine(actor)} (${source})`,
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
  // Each family is decided once more as it stands by then: also where the fleet's state was put back before.
  return change.kept === null
    ? `kept the state of the store at that time (${move})`
    : `kept the fleet's state (${move})`;
}

function describeGround(decision: Decision): string | null {
  const { evidenceId, evidenceActor, supersedeReason, override } = decision;
  if (evidenceId !== null) return describeEvidence({ evidenceId, evidenceActor, supersedeReason });
  return override === null ? null : `override: ${override}`;
}
