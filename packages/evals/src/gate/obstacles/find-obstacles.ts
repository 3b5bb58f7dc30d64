import { listSome } from "@promptrail/core/portable";
import { isLimitTooLow, type RunStop } from "../../runner/bounds/run-stop.js";
import type { PairedCaseResult, Trial, TrialError } from "../../runner/case-result.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import { minClusters } from "../compare/alike.js";
import { findOneSidedEvals, type Pairs } from "../compare/collect-pairs.js";
import { describeSilent } from "./describe-silent.js";

/** More lost cases than this, and what is left no longer stands for the dataset. */
const maxLostShare = 0.05;

/** Why the figures of a run can carry no verdict, a line each; empty where they can. */
export function findObstacles(run: PairedRun, pairs: Pairs): readonly string[] {
  const answers = run.results.map(({ candidate }) => candidate);
  const judges = new Set((run.judges ?? []).map((figures) => figures.eval));
  return [
    ...describeMissing(run),
    ...describeCount(run),
    ...describeLost(pairs.lost.length, run.results.length, readTrials(pairs.lost)),
    ...describeOwnErrors(pairs.lost, judges),
    ...describeSilent("the candidate", answers, run.judges),
    ...describeOneSided(pairs.oneSided, judges),
    ...describeUnits(pairs),
  ];
}

/** Whether errors of vendors took too many cases, and no other error any. */
export function isVendorsDoing(run: PairedRun, { lost }: Pairs): boolean {
  const isTooMany = lost.length > maxLostShare * Math.max(1, run.results.length);
  return isTooMany && !readTrials(lost).some(isOwnError);
}

/** A case that is there twice, or is neither there nor said to be missing, would weigh more or less than its share. */
export function describeCount({
  results,
  missing,
  total,
}: {
  readonly results: readonly { readonly id: string }[];
  readonly missing: number;
  readonly total: number;
}): readonly string[] {
  const { distinct, twice } = countIds(results);
  const absent = total - missing - distinct;
  return [
    ...(twice.size === 0
      ? []
      : [
          `${twice.size} ${plural(twice.size, "case")} ${twice.size === 1 ? "has" : "have"} more than one result: ${listSome([...twice])}. Give each case one result, then judge the run again.`,
        ]),
    ...(absent <= 0
      ? []
      : [
          `${absent} of ${total} cases have no result, for a reason that is not known. Run the eval again.`,
        ]),
  ];
}

function countIds(results: readonly { readonly id: string }[]) {
  // So a run gives them, of which a large one is not listed once more.
  const isAscending = results.every(({ id }, at) => at === 0 || (results[at - 1]?.id ?? "") < id);
  const twice = new Set<string>();
  if (isAscending) return { distinct: results.length, twice };
  const ids = new Set<string>();
  for (const { id } of results) {
    if (ids.has(id)) twice.add(id);
    ids.add(id);
  }
  return { distinct: ids.size, twice };
}

/** A run that was stopped, or was asked for a part of the cases, is no verdict. */
export function describeMissing({
  missing,
  total,
  selected,
  stop,
}: Pick<PairedRun, "missing" | "total" | "selected" | "stop">): readonly string[] {
  const asked = selected ?? total;
  const without = missing - (total - asked);
  return [
    ...(asked === total
      ? []
      : [`Only ${asked} of ${total} cases were run, and a part of the cases gives no verdict.`]),
    ...(without === 0
      ? []
      : [`${describeStop(stop)}: ${without} of ${asked} cases have no result. ${cure(stop)}`]),
  ];
}

function describeStop(stop: RunStop | undefined): string {
  switch (stop?.reason) {
    case "refused":
      return `The run was stopped at the first failure (${stop.kind}), since every other call would fail in the same way`;
    case "cost":
      return `The run was stopped after $${stop.spent.toFixed(4)}, since another case could exceed the limit of $${stop.limit}`;
    case "calls":
      return `The run was stopped after ${stop.asked} calls, since another case would exceed the limit of ${stop.limit}`;
    case "unknown_cost":
      return `The run was stopped: the vendor did not report the usage of an answer, so it is not known whether the limit of $${stop.limit} is exceeded`;
    default:
      return "The run was stopped";
  }
}

function cure(stop: RunStop | undefined): string {
  const again = "Run the eval again, not as a fresh run: it keeps the answers that it has.";
  if (isLimitTooLow(stop)) {
    return `One case asks for ${stop.wanted} answers, so every run with this limit would stop here: raise it to ${stop.wanted} or more.`;
  }
  return stop?.reason === "refused" ? `${stop.message} ${again}` : again;
}

/** `trials`: those of the lost cases. */
export function describeLost(
  lost: number,
  cases: number,
  trials: readonly Trial[],
): readonly string[] {
  return lost / Math.max(1, cases) <= maxLostShare
    ? []
    : [
        `${lost} of ${cases} cases are lost to errors, more than ${maxLostShare * 100} % (${describeKinds(trials)}). ${describeCures(trials)}`,
      ];
}

/**
 * Lost cases that are the candidate's own doing would else leave the comparison silently; and an eval that breaks on the
 * baseline's answers says nothing of the candidate's. A model that judges may fail now and then: how often is bounded with
 * the lost cases, and by what is asked of the judge.
 */
function describeOwnErrors(
  lost: readonly PairedCaseResult[],
  judges: ReadonlySet<string>,
): readonly string[] {
  const isJudges = ({ error }: Trial) => error?.source === "eval" && judges.has(error.kind);
  const own = lost.filter(({ candidate }) =>
    candidate.some((trial) => isOwnError(trial) && !isJudges(trial)),
  );
  const unjudged = lost.filter(
    (each) =>
      !own.includes(each) &&
      each.baseline.some((trial) => trial.error?.source === "eval" && !isJudges(trial)),
  );
  return [
    ...describeUnrunnable("the candidate", own.length, readTrials(own)),
    ...describeUnrunnable("the baseline", unjudged.length, readTrials(unjudged)),
  ];
}

/** `who` could not be run or judged on so many cases; `trials`: those of them. */
export function describeUnrunnable(
  who: string,
  cases: number,
  trials: readonly Trial[],
): readonly string[] {
  return cases === 0
    ? []
    : [
        `On ${cases} ${plural(cases, "case")} ${who} could not be run or judged (${describeKinds(trials)}), so its quality there is not known. ${describeCures(trials)}`,
      ];
}

/**
 * Which answers an eval leaves out may itself be the harm: a candidate that names no price is judged by no eval that looks
 * for prices. So an eval that applies to one side of a case only is an error of the eval. A model that judges decides
 * nothing of that: its verdicts that are not on the menu are bounded by themselves.
 */
function describeOneSided(
  results: readonly PairedCaseResult[],
  judges: ReadonlySet<string>,
): readonly string[] {
  const findEvals = (result: PairedCaseResult) =>
    findOneSidedEvals(result).filter((name) => !judges.has(name));
  const oneSided = results.filter((result) => findEvals(result).length > 0);
  if (oneSided.length === 0) return [];
  const names = new Set(oneSided.flatMap(findEvals));
  const which = [...names].map((name) => `"${name}"`).join(", ");
  const ids = listSome(oneSided.map(({ id }) => id));
  return [
    `On ${oneSided.length} ${plural(oneSided.length, "case")} an eval applies to one version's answer only (${which}): ${ids}. That is an error of the eval: let it decide from the case, not from the answer, whether it applies, and raise its version.`,
  ];
}

function describeUnits({ isClustered, clusters, differences }: Pairs): readonly string[] {
  if (isClustered) {
    const named = new Set(clusters.filter((cluster) => cluster !== null)).size;
    const count = named + clusters.filter((cluster) => cluster === null).length;
    return count >= minClusters
      ? []
      : [
          `The cases form ${count} ${plural(count, "cluster")}; a verdict needs at least ${minClusters}.`,
        ];
  }
  return differences.length >= 2
    ? []
    : [
        `${differences.length} ${plural(differences.length, "case")} could be compared; a verdict needs at least 2.`,
      ];
}

/** Told beside a verdict that stands without these cases. */
export function describeNotApplicable(count: number, cases: number): readonly string[] {
  return count === 0
    ? []
    : [`${count} of ${cases} cases are left out: no eval applies to their answers.`];
}

/** `12 rate_limited, 1 timeout`: the most frequent first. */
export function describeKinds(trials: readonly Trial[]): string {
  const counts = new Map<string, number>();
  for (const { source, kind } of readErrors(trials)) {
    const name = source === "eval" ? `eval ${kind}` : kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([leftName, left], [rightName, right]) => right - left || (leftName < rightName ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

/** What can help against the errors of these answers: running again cures what an upstream did, and nothing else. */
function describeCures(trials: readonly Trial[]): string {
  const errors = trials.filter(({ error }) => error !== null);
  const own = errors.filter(isOwnError);
  const kinds = (source: TrialError["source"]) =>
    new Set(readErrors(own).flatMap((error) => (error.source === source ? [error.kind] : [])));
  const evals = [...kinds("eval")].map((name) => `"${name}"`).join(", ");
  const calls = kinds("run");
  const isContext = calls.delete("context_invalid");
  const cures = [
    ...(isContext
      ? ["Correct the contexts of these cases, or the input schema of the version."]
      : []),
    ...(evals === ""
      ? []
      : [`Read in the report what the eval ${evals} failed at, and correct it.`]),
    ...(calls.size === 0 ? [] : ["Correct the cause."]),
  ];
  const again =
    own.length < errors.length
      ? "Run the eval again: it keeps the answers that it has."
      : "Then run the eval again.";
  return [...cures, again].join(" ");
}

/** The answers of both sides. */
export function readTrials(cases: readonly PairedCaseResult[]): readonly Trial[] {
  return cases.flatMap(({ candidate, baseline }) => [...candidate, ...baseline]);
}

function readErrors(trials: readonly Trial[]): readonly TrialError[] {
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

/** An error that a version, its cases or its evals made, and no upstream. */
export function isOwnError({ error }: Trial): boolean {
  return error !== null && (error.source === "eval" || !upstreamKinds.has(error.kind));
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
