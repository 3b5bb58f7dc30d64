import { createHistoryVerifier, type HistoryProblem, type Snapshot } from "@promptrail/core";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import { createProgressLine } from "../../present/progress-line.js";
import { toOneLine } from "../../present/to-one-line.js";
import { withBackend } from "../../project/live/backend.js";
import type { WholeHistory } from "../../project/live/whole-history.js";
import { withStopSignals } from "../../project/stop-signal.js";
import type { Terminal } from "../../terminal.js";

interface Verification {
  readonly snapshot: Snapshot;
  /** How many decisions were looked at. */
  readonly decisions: number;
  /** False where the user stopped it before the last decision. */
  readonly isWhole: boolean;
  readonly problems: readonly HistoryProblem[];
}

/** Checks every decision of the environment, one page at a time. */
export async function verifyHistory(scope: CommandScope): Promise<CommandResult> {
  const { terminal } = scope;
  const onStop = () => terminal.err("\nStopping after the decisions that are being read.\n");
  const verification = await withBackend(scope, (backend) =>
    withStopSignals(onStop, async ({ stop }) =>
      verifyPages(await backend.wholeHistory(), terminal, stop),
    ),
  );
  return present(terminal, verification);
}

async function verifyPages(
  { snapshot, pages }: WholeHistory,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<Verification> {
  const verifier = createHistoryVerifier();
  const problems: HistoryProblem[] = [];
  const progress = createProgressLine(terminal, describeProgress);
  const total = snapshot.revision;
  let decisions = 0;
  try {
    for await (const page of pages) {
      problems.push(...verifier.add(page));
      decisions += page.length;
      if (decisions >= total) continue;
      if (stop.aborted) return { snapshot, decisions, isWhole: false, problems };
      progress.show({ done: decisions, total });
    }
  } finally {
    progress.end();
  }
  problems.push(...verifier.finish(snapshot));
  return { snapshot, decisions, isWhole: true, problems };
}

function describeProgress({ done, total }: { done: number; total: number }): string {
  return `${done}/${total} decisions`;
}

function present(terminal: Terminal, verification: Verification): CommandResult {
  const { snapshot, decisions, isWhole, problems } = verification;
  const holds = isWhole && problems.length === 0;
  return {
    text: describe(terminal, verification),
    json: {
      holds,
      complete: isWhole,
      decisions,
      environment: snapshot.environment,
      revision: snapshot.revision,
      head_hash: snapshot.headHash,
      problems,
    },
    exitCode: holds ? 0 : 1,
  };
}

function describe({ colors }: Terminal, verification: Verification): string {
  const { snapshot, decisions, isWhole, problems } = verification;
  const { environment, revision } = snapshot;
  const [first] = problems;
  const stopped = isWhole
    ? ""
    : `Stopped after ${decisions} of ${revision} decisions of ${environment}: the others were not checked.`;
  if (first === undefined) {
    if (!isWhole) return `${colors.yellow("!")} ${stopped} Those hold.`;
    const count = `${decisions} ${decisions === 1 ? "decision" : "decisions"}`;
    return `${colors.green("✓")} ${count}, chain holds: ${environment} at revision ${revision}.`;
  }
  const more = problems.length > 1 ? ` ${problems.length - 1} more: --json lists them.` : "";
  return `${colors.red("✗")} ${environment}: ${toOneLine(first.message)}${more}${isWhole ? "" : `\n${stopped}`}`;
}
