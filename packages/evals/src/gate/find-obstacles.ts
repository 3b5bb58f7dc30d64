import type { PairedCaseResult, TrialError } from "../runner/case-result.js";
import { isErrored } from "../runner/read-trials.js";
import type { PairedRun } from "../runner/run-paired-eval.js";
import type { Pairs } from "./collect-pairs.js";

/** More lost cases than this, and what is left no longer stands for the dataset. */
const maxLostShare = 0.05;

/** Below it a clustered error is a guess. */
const minClusters = 5;

/** Why the figures of a run can carry no verdict, a line each; empty where they can. */
export function findObstacles(run: PairedRun, pairs: Pairs): readonly string[] {
  return [
    ...describeMissing(run),
    ...describeLost(run, pairs.lost),
    ...describeOwnErrors(pairs.lost),
    ...describeUnits(pairs),
  ];
}

function describeMissing({ missing, total }: PairedRun): readonly string[] {
  return missing === 0
    ? []
    : [`The run was stopped: ${missing} of ${total} cases have no result. Resume it.`];
}

function describeLost(run: PairedRun, lost: readonly PairedCaseResult[]): readonly string[] {
  const share = lost.length / Math.max(1, run.results.length);
  return share <= maxLostShare
    ? []
    : [
        `${lost.length} of ${run.results.length} cases are lost to errors, more than ${maxLostShare * 100} % (${describeKinds(lost)}). Run them again.`,
      ];
}

/** Lost cases that are the candidate's own doing would else leave the comparison silently. */
function describeOwnErrors(lost: readonly PairedCaseResult[]): readonly string[] {
  const own = lost.filter(
    ({ candidate, baseline }) =>
      !isErrored(baseline) && readErrors(candidate).some((error) => !isUpstreamError(error)),
  );
  const unjudged = lost.filter(({ candidate }) =>
    readErrors(candidate).some((error) => error.source === "eval"),
  );
  const cases = new Set([...own, ...unjudged]);
  return cases.size === 0
    ? []
    : [
        `On ${cases.size} ${plural(cases.size, "case")} the candidate could not be run or judged (${describeKinds([...cases])}): nothing shows that it holds there. Correct the cause and run again.`,
      ];
}

function describeUnits({ isClustered, clusters, differences }: Pairs): readonly string[] {
  if (isClustered) {
    const named = new Set(clusters.filter((cluster) => cluster !== null)).size;
    const count = named + clusters.filter((cluster) => cluster === null).length;
    return count >= minClusters
      ? []
      : [`The cases form ${count} clusters; a verdict needs at least ${minClusters}.`];
  }
  return differences.length >= 2
    ? []
    : [`${differences.length} cases could be compared; a verdict needs at least 2.`];
}

/** `12 rate_limited, 1 timeout`: errors of both sides, the most frequent first. */
export function describeKinds(lost: readonly PairedCaseResult[]): string {
  const counts = new Map<string, number>();
  for (const { candidate, baseline } of lost) {
    for (const { source, kind } of readErrors([...candidate, ...baseline])) {
      const name = source === "eval" ? `eval ${kind}` : kind;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([leftName, left], [rightName, right]) => right - left || (leftName < rightName ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

function readErrors(trials: PairedCaseResult["candidate"]): readonly TrialError[] {
  return trials.flatMap(({ error }) => (error === null ? [] : [error]));
}

const upstreamKinds: ReadonlySet<string> = new Set([
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "network",
  "quota",
  "auth",
  "cancelled",
]);

function isUpstreamError({ source, kind }: TrialError): boolean {
  return source === "run" && upstreamKinds.has(kind);
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
