import { type Case, type Dataset, PromptrailError } from "@promptrail/core";
import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { surveyDataset } from "../datasets/survey-dataset.js";
import type { CallLimit } from "./bounds/call-limit.js";
import { type CaseSelection, SelectedCases } from "./bounds/case-selection.js";
import type { CostLimit } from "./bounds/cost-limit.js";
import { findRefusal, type RunStop } from "./bounds/run-stop.js";
import type { Trial } from "./case-result.js";
import { CollectedResults, type EarlierOfSides } from "./collect/collected-results.js";
import { KeptAnswers, type KeptCases } from "./collect/kept-answers.js";
import type { Progress } from "./collect/track-progress.js";
import { mapConcurrently } from "./map-concurrently.js";
import type { RunCase } from "./run-answer.js";
import type { MostCost } from "./run-settings.js";

interface RunCasesSettings<Result extends { readonly id: string }, Side extends string = string> {
  readonly dataset: Dataset;
  readonly concurrency: number;
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
  readonly select: CaseSelection | null;
  readonly costLimit: CostLimit | null;
  readonly mostCost: MostCost;
  readonly callLimit: CallLimit | null;
  readonly retryErrors: boolean;
  readonly onKept: (kept: KeptCases) => void;
  readonly onProgress: (progress: Progress) => void;
  /** What the runs are called, in their order: those of a case's sides. */
  readonly sides: readonly Side[];
  /** What is asked for each case, as often as `repeats` says. */
  readonly runs: readonly RunCase[];
  readonly repeats: number;
  /** Null where the case was abandoned. */
  readonly runCase: (testCase: Case) => Promise<Result | null>;
  readonly readSides: (result: Result) => readonly (readonly Trial[])[];
}

export interface CasesRun<Result, Side extends string = string> {
  readonly datasetHash: string;
  readonly total: number;
  /** In the order of their ids, so that two runs with the same answers are equal. */
  readonly results: readonly Result[];
  /** How many cases have no result: the run was stopped, or was asked for a part. */
  readonly missing: number;
  /** How many cases were asked for; left out where it is all of them. */
  readonly selected?: number;
  /** Why it ended before the last case that was asked for; left out where it did not. */
  readonly stop?: RunStop;
  /** The answers of each side that earlier runs asked for; left out where every answer is this run's own. */
  readonly earlier?: EarlierOfSides<Side>;
  /** What the suite's judges did; left out where it has none, or nothing asked them. */
  readonly judges?: readonly JudgeFigures[];
}

/**
 * The cases of a dataset that are asked for through one piece of work, as a stream. Those whose answers are kept come
 * first. It ends early where it is stopped, where a vendor refuses what it would refuse of every case, and at its limit.
 */
export async function runCases<Result extends { readonly id: string }, Side extends string>(
  settings: RunCasesSettings<Result, Side>,
): Promise<CasesRun<Result, Side>> {
  const { dataset } = settings;
  const chosen = settings.select === null ? null : new SelectedCases(settings.select);
  const there = new KeptAnswers(settings);
  const { hash, size, readAgain } = await untilStopped(settings, (requireGoing) =>
    surveyDataset(dataset, (each) => {
      requireGoing();
      chosen?.see(each);
      there.see(each);
    }),
  );
  chosen?.require(dataset.name);
  const total = chosen?.size ?? size;
  const collected = new CollectedResults<Result, Side>(total, settings);
  const isAsked = (id: string) => chosen?.has(id) ?? true;
  const asked = { ...settings, readAgain, isAsked };
  const { ids: kept, news } = there.choose(isAsked, total);
  if (news !== null) settings.onKept(news);
  await takeKept(asked, kept, collected.take);
  const refusal =
    (await askCases(asked, (id) => !kept.has(id), collected.take)) ??
    (await askAgain(asked, collected));
  const { results, earlier } = collected.finish();
  const run = { datasetHash: hash, total: size, results, missing: size - results.length };
  const ended = earlier === null ? run : { ...run, earlier };
  const part = chosen === null ? ended : { ...ended, selected: chosen.size };
  if (results.length === total) return part;
  const { costLimit, callLimit } = settings;
  return { ...part, stop: refusal ?? costLimit?.stop ?? callLimit?.stop ?? { reason: "asked" } };
}

/**
 * What `read` gives, unless the run is stopped meanwhile: also where the dataset's source gives nothing more. One that was
 * stopped before it began reads all the same, and has its cases missing.
 *
 * @throws PromptrailError `run_ended`.
 */
async function untilStopped<Read>(
  { dataset: { name }, stop }: Pick<RunCasesSettings<{ readonly id: string }>, "dataset" | "stop">,
  read: (requireGoing: () => void) => Promise<Read>,
): Promise<Read> {
  const stopped = Promise.withResolvers<never>();
  let isStopped = false;
  const end = () => {
    isStopped = true;
    const message = `The run was stopped while dataset "${name}" was read. Nothing was asked, and what is kept stays.`;
    stopped.reject(new PromptrailError("run_ended", message, { dataset: name }));
  };
  const requireGoing = () => {
    if (isStopped) stop.throwIfAborted();
  };
  stop.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([stopped.promise, read(requireGoing)]);
  } finally {
    stop.removeEventListener("abort", end);
  }
}

interface AskedCases<Result extends { readonly id: string }> extends RunCasesSettings<Result> {
  readonly readAgain: () => AsyncIterable<Case>;
  readonly isAsked: (id: string) => boolean;
}

/** Cases that cost nothing: they are taken also where a run is stopped, or has nothing left to spend. */
async function takeKept<Result extends { readonly id: string }>(
  settings: AskedCases<Result>,
  kept: ReadonlySet<string>,
  take: (result: Result) => void,
): Promise<void> {
  if (kept.size === 0) return;
  const { concurrency: limit, abandon: stop, runCase: work, costLimit, readSides } = settings;
  const source = selectCases(settings, (id) => kept.has(id));
  for await (const result of mapConcurrently({ source, limit, work, stop })) {
    if (result === null) continue;
    // One that was lost meanwhile was asked for again.
    for (const { cost, outcome } of readSides(result).flat().filter(isOwn)) {
      costLimit?.spendAside({ cost, isAnswered: outcome !== null });
    }
    if (!isCut(readSides(result).flat(), costLimit)) take(result);
  }
}

/** Cases whose answers a vendor's passing fault kept away, once all others are through; answers that came are kept. */
async function askAgain<Result extends { readonly id: string }>(
  settings: AskedCases<Result>,
  collected: CollectedResults<Result, string>,
): Promise<RunStop | null> {
  const ids = settings.retryErrors ? collected.findRetryable() : new Set<string>();
  return ids.size === 0 ? null : askCases(settings, (id) => ids.has(id), collected.take);
}

/** Asks for cases, and gives each result; why it ended, where a vendor's refusal ended it. */
async function askCases<Result extends { readonly id: string }>(
  settings: AskedCases<Result>,
  isWanted: (id: string) => boolean,
  take: (result: Result) => void,
): Promise<RunStop | null> {
  const { concurrency: limit, readSides, costLimit } = settings;
  const refused = new AbortController();
  const stop = AbortSignal.any([settings.stop, refused.signal]);
  const source = withinLimits(selectCases(settings, isWanted), settings);
  const work = async (testCase: Case) => {
    const result = await settings.runCase(testCase);
    const trials = result === null ? [] : readSides(result).flat();
    costLimit?.end(trials.filter(isOwn));
    return isCut(trials, costLimit) ? null : result;
  };
  let refusal: RunStop | null = null;
  for await (const result of mapConcurrently({ source, limit, work, stop })) {
    if (result === null) continue;
    take(result);
    refusal ??= findRefusal(readSides(result));
    if (refusal !== null) refused.abort();
  }
  return refusal;
}

/** Whether an eval had no money left to ask. That says nothing of the case: its answers are kept, and it is judged in another run. */
function isCut(trials: readonly Trial[], costLimit: CostLimit | null): boolean {
  return costLimit?.hasRefused === true && trials.some(({ error }) => error?.source === "eval");
}

function isOwn({ keptAt }: Trial): boolean {
  return keptAt === undefined;
}

async function* withinLimits<Result extends { readonly id: string }>(
  cases: AsyncIterable<Case>,
  { costLimit, mostCost, callLimit, runs, repeats }: RunCasesSettings<Result>,
): AsyncGenerator<Case> {
  const turns = Array.from({ length: repeats }, (_, repeat) => repeat);
  let isFirst = true;
  for await (const testCase of cases) {
    const calls = runs.map(({ has }) => turns.filter((at) => has?.(testCase, at) !== true).length);
    if (callLimit?.begin(calls.reduce((sum, count) => sum + count, 0)) === false) return;
    if (costLimit !== null) {
      // Of the first one nobody knows yet what it costs; the others are like those before.
      const most = isFirst ? await mostCost(testCase, calls) : null;
      if (!(await costLimit.begin(most))) return;
    }
    isFirst = false;
    yield testCase;
  }
}

async function* selectCases<Result extends { readonly id: string }>(
  { readAgain, isAsked }: AskedCases<Result>,
  isWanted: (id: string) => boolean,
): AsyncGenerator<Case> {
  for await (const each of readAgain()) if (isAsked(each.id) && isWanted(each.id)) yield each;
}
