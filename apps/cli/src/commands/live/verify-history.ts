import {
  type ContentProblem,
  createHistoryVerifier,
  type HistoryProblem,
  type Snapshot,
} from "@promptrail/core/lifecycle";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import type { verificationDocument } from "../../documents/live-documents.js";
import type { WholeHistory } from "../../project/live/whole-history.js";
import { type VerifiedSource, withHistory } from "../../project/live/with-history.js";
import { createProgressLine } from "../../project/progress-line.js";
import { withStopSignals } from "../../project/stop-signal.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";
import { nothingVerified, verifyContents } from "./verify-contents.js";

type VerificationDocument = Printed<typeof verificationDocument>;

interface Verification {
  readonly snapshot: Snapshot;
  /** How many were looked at. */
  readonly decisions: number;
  readonly versions: number;
  readonly verdicts: number;
  /** False where the user stopped it before the last of them. */
  readonly isWhole: boolean;
  readonly problems: readonly (HistoryProblem | ContentProblem)[];
}

/** Checks every decision of the environment, then what is kept beside them, one page at a time. */
export async function verifyHistory(
  scope: CommandScope,
): Promise<CommandResult<VerificationDocument>> {
  const { terminal } = scope;
  const onStop = () => terminal.err("\nStopping after the decisions that are being checked.\n");
  const verification = await withHistory(scope, (source) =>
    withStopSignals(onStop, async ({ stop }) => verifyAll(source, terminal, stop)),
  );
  return present(terminal, verification);
}

async function verifyAll(
  source: VerifiedSource,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<Verification> {
  const history = await verifyPages(await source.wholeHistory(), terminal, stop);
  const contents = history.isWhole ? await verifyContents(source, stop) : nothingVerified;
  return {
    ...history,
    ...contents,
    problems: [...history.problems, ...contents.problems],
  };
}

async function verifyPages(
  { snapshot, pages }: WholeHistory,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<Omit<Verification, "versions" | "verdicts">> {
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

function present(
  terminal: Terminal,
  verification: Verification,
): CommandResult<VerificationDocument> {
  const { snapshot, decisions, versions, verdicts, isWhole, problems } = verification;
  const holds = isWhole && problems.length === 0;
  return {
    text: describe(terminal, verification),
    json: {
      holds,
      complete: isWhole,
      decisions,
      versions,
      verdicts,
      environment: snapshot.environment,
      revision: snapshot.revision,
      head_hash: snapshot.headHash,
      problems: [...problems],
    },
    exitCode: holds ? 0 : 1,
  };
}

function describe({ colors }: Terminal, verification: Verification): string {
  const { snapshot, decisions, isWhole, problems } = verification;
  const { environment, revision } = snapshot;
  const [first] = problems;
  const stopped = isWhole ? "" : describeStop(verification);
  if (first === undefined) {
    if (!isWhole)
      return `${colors.yellow("!")} ${stopped} No problem was found in those that were checked.`;
    const { versions, verdicts } = verification;
    const kept = `${count(versions, "version")} and ${count(verdicts, "verdict")} match their hashes`;
    return `${colors.green("✓")} ${count(decisions, "decision")}, the hash chain is complete: ${environment} at revision ${revision}.\n  ${kept}.`;
  }
  const more = problems.length > 1 ? ` ${problems.length - 1} more: --json lists them.` : "";
  return `${colors.red("✗")} ${environment}: ${toOneLine(first.message)}${more}${isWhole ? "" : `\n${stopped}`}`;
}

function describeStop({ snapshot, decisions, versions, verdicts }: Verification): string {
  const { environment, revision } = snapshot;
  return decisions < revision
    ? `Stopped after ${decisions} of ${revision} decisions of ${environment}: the others were not checked.`
    : `Stopped after all decisions of ${environment}, ${count(versions, "version")} and ${count(verdicts, "verdict")}: the others were not checked.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
