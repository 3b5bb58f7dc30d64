import { setTimeout as wait } from "node:timers/promises";
import { type Case, isPromptrailError, type JsonObject, type Suite } from "@promptrail/core";
import { findErrorCode, toErrorText } from "@promptrail/core/errors";
import type {
  AnswerPlace,
  Job,
  RunSide,
  SharedAnswer,
  SharedRun,
  SharedRuns,
} from "@promptrail/core/jobs";
import { createTurns } from "@promptrail/core/lifecycle";
import { findFailureKind } from "@promptrail/core/provider-kit";
import type { EvaluatedVersion, EvaluatePorts } from "../evaluate/evaluate-ports.js";
import type { RunAnswer } from "../runner/run-answer.js";
import { toAnswerJson, toErrorJson, toPlaceKey } from "./answer-json.js";
import { findDifference } from "./find-difference.js";
import { RangeCases } from "./range-cases.js";
import { type RangeBounds, readRangePayload, toBounds } from "./range-job.js";

/** What became of a range. */
export interface RangeReport {
  readonly run: SharedRun;
  /** From 1. */
  readonly firstCase: number;
  readonly lastCase: number;
  readonly answers: number;
  readonly errors: number;
  readonly durationMs: number;
  /** Why it was given back; null where it is done. */
  readonly givenBack: string | null;
}

interface WorkOnRangesSettings<Version extends EvaluatedVersion>
  extends Pick<EvaluatePorts<Version>, "resolve" | "suites" | "run"> {
  readonly runs: SharedRuns;
  /** What this process is called. */
  readonly worker: string;
  /** So many calls at once, in all ranges together. */
  readonly concurrency: number;
  /** Nothing new is asked once it fires; what runs is finished and written, and the range is given back. */
  readonly stop: AbortSignal;
  /** Cuts what runs, too. */
  readonly abandon: AbortSignal;
  readonly onRange: (report: RangeReport) => void;
  readonly onProblem: (error: unknown) => void;
}

/** A range that this process cannot do is left to others for so long. */
const coolMs = 5_000;
/** A paid answer is written as soon as the database takes it. */
const writeAgainMs = 500;

/**
 * Does ranges of shared runs: asks for each answer that is not there, and writes it before the next one takes its turn.
 * A range of a run that this process's code does not have is given back, and so is one whose vendor refuses its key.
 */
export function workOnRanges<Version extends EvaluatedVersion>(
  settings: WorkOnRangesSettings<Version>,
): (job: Job) => Promise<void> {
  const cases = new RangeCases();
  const turns = createTurns(settings.concurrency);
  const refused = new Map<string, Refusal>();
  return async (job) => {
    const wanted = await findWanted(job, settings.runs);
    // Nobody wants it any more.
    if (wanted === null) return;
    const { run, bounds } = wanted;
    const known = refused.get(run.id);
    if (known !== undefined && known.until > performance.now()) throw new Error(known.reason);
    const startedAt = performance.now();
    const count = { answers: 0, errors: 0 };
    const refusal = await doRange({ settings, job, run, turns, count, cases, bounds });
    if (refusal !== null) {
      refused.set(run.id, { reason: refusal, until: performance.now() + coolMs });
      await settings.runs.noteProblem(run.id, `${settings.worker} gave cases back: ${refusal}.`);
    }
    const isStopped = settings.stop.aborted || job.signal.aborted;
    const givenBack = refusal ?? (isStopped ? "this worker was stopped" : null);
    settings.onRange({
      run,
      firstCase: bounds.from + 1,
      lastCase: bounds.to,
      ...count,
      durationMs: performance.now() - startedAt,
      givenBack,
    });
    if (givenBack !== null) throw new Error(givenBack);
  };
}

/** The run that a job is of, and its cases; null where the run has ended. */
async function findWanted({ payload }: Job, runs: SharedRuns) {
  const range = readRangePayload(payload);
  const run = range === null ? null : await runs.find(range.run);
  if (range === null || run === null || run.endedAt !== null) return null;
  return { run, bounds: toBounds(run, range.range) };
}

interface Refusal {
  readonly reason: string;
  readonly until: number;
}

interface DoRangeSettings<Version extends EvaluatedVersion>
  extends Omit<RangeWorkSettings<Version>, "candidate" | "baseline"> {
  readonly cases: RangeCases;
  readonly bounds: RangeBounds;
}

/** Why this process cannot do the range, for people; null where it did what it was let do. */
async function doRange<Version extends EvaluatedVersion>({
  cases,
  bounds,
  ...work
}: DoRangeSettings<Version>): Promise<string | null> {
  const found = await findDifference(work.settings, work.run, cases);
  if (typeof found === "string") return found;
  const { suite, ...versions } = found;
  const range = await cases.read(suite, bounds);
  if (range === null) {
    return `its dataset of "${suite.family}" has changed since it read it: start it again`;
  }
  return new RangeWork({ ...work, ...versions }).ask(range, suite);
}

interface RangeWorkSettings<Version extends EvaluatedVersion> {
  readonly settings: WorkOnRangesSettings<Version>;
  readonly job: Job;
  readonly run: SharedRun;
  readonly turns: ReturnType<typeof createTurns>;
  readonly count: { answers: number; errors: number };
  readonly candidate: Version;
  readonly baseline: Version | null;
}

/** What a wrong key and an empty account do to one call, they do to all of this process. */
const refusals: ReadonlySet<string | null> = new Set(["auth", "quota"]);

class RangeWork<Version extends EvaluatedVersion> {
  readonly #of: RangeWorkSettings<Version>;
  /** Nothing new is asked. */
  readonly #ending: AbortSignal;
  readonly #cut: AbortSignal;
  readonly #refused = new AbortController();
  #refusal: string | null = null;

  constructor(of: RangeWorkSettings<Version>) {
    this.#of = of;
    const { settings, job } = of;
    this.#ending = AbortSignal.any([settings.stop, job.signal, this.#refused.signal]);
    // Not with the job: an answer that is under way is paid for, whoever has the range now.
    this.#cut = settings.abandon;
  }

  /** Why a vendor refuses this process; null where it does not. */
  async ask(cases: readonly Case[], { repeats }: Suite): Promise<string | null> {
    const { settings, run } = this.#of;
    const ids = cases.map(({ id }) => id);
    const there = new Set((await settings.runs.listAnswered(run.id, ids)).map(toPlaceKey));
    await Promise.all(cases.map((testCase, at) => this.#askCase(testCase, { at, repeats, there })));
    return this.#refusal;
  }

  /** The answers of a case one after the other, as a run in one process asks for them. */
  async #askCase(
    testCase: Case,
    of: { readonly at: number; readonly repeats: number; readonly there: ReadonlySet<string> },
  ): Promise<void> {
    const { turns } = this.#of;
    await turns.take(Number.POSITIVE_INFINITY);
    try {
      for (let repeat = 0; repeat < of.repeats; repeat += 1) {
        for (const side of this.#orderSides(of.at + repeat)) {
          const place = { caseId: testCase.id, side, repeat };
          if (this.#ending.aborted) return;
          if (!of.there.has(toPlaceKey(place))) await this.#askOnce(testCase, place);
        }
      }
    } finally {
      turns.giveBack();
    }
  }

  #orderSides(turn: number): readonly RunSide[] {
    if (this.#of.baseline === null) return ["candidate"];
    return turn % 2 === 0 ? ["candidate", "baseline"] : ["baseline", "candidate"];
  }

  async #askOnce(testCase: Case, place: AnswerPlace): Promise<void> {
    const { count } = this.#of;
    const asked = await this.#askUntilSent(testCase, place);
    if (asked === null) return;
    const result = "answer" in asked ? sayAnswer(asked.answer) : asked;
    if ("said" in result) {
      await this.#write(place, { answer: result.said, error: null });
      count.answers += 1;
    } else if (refusals.has(findFailureKind(result.error))) this.#refuse(result.error);
    else {
      await this.#write(place, { answer: null, error: toErrorJson(result.error) });
      count.errors += 1;
    }
  }

  /** Null where the work ended before an answer came. A turn under a limit that did not come in time says nothing of the case. */
  async #askUntilSent(
    testCase: Case,
    { side, repeat }: AnswerPlace,
  ): Promise<{ readonly answer: RunAnswer } | { readonly error: unknown } | null> {
    const { settings, candidate, baseline } = this.#of;
    const version = side === "candidate" ? candidate : (baseline ?? candidate);
    for (;;) {
      try {
        return { answer: await settings.run(version, testCase, { repeat, signal: this.#cut }) };
      } catch (error) {
        if (this.#cut.aborted) return null;
        if (!isUnsent(error)) return { error };
        if (this.#ending.aborted) return null;
      }
    }
  }

  #refuse(error: unknown): void {
    this.#refusal = toErrorText(error).replace(/\.$/u, "");
    this.#refused.abort();
  }

  /** What was paid for is not asked again: it waits for a database that is away, and what that refuses is an error of its case. */
  async #write(place: AnswerPlace, said: Pick<SharedAnswer, "answer" | "error">): Promise<void> {
    const { runs, worker, onProblem, abandon } = this.#of.settings;
    let result = said;
    for (;;) {
      try {
        await runs.add(this.#of.run.id, { ...place, ...result, worker });
        return;
      } catch (error) {
        if (abandon.aborted) throw error;
        onProblem(error);
        if (result.answer !== null && isRefused(error)) result = notKept(error);
        else await wait(writeAgainMs);
      }
    }
  }
}

/** An answer as it is handed on; else why it cannot be, which every further answer to its case would share. */
function sayAnswer(answer: RunAnswer): { readonly said: JsonObject } | { readonly error: unknown } {
  try {
    return { said: toAnswerJson(answer) };
  } catch (error) {
    return { error: notHandedOn(error) };
  }
}

/** The SQLSTATE classes of a value that a database cannot keep: another look at it would end in the same way. */
const unkeepable: ReadonlySet<string> = new Set(["22", "54"]);

function isRefused(error: unknown): boolean {
  const code = isPromptrailError(error) ? error.data["database_code"] : findErrorCode(error);
  return typeof code === "string" && unkeepable.has(code.slice(0, 2));
}

function notKept(error: unknown): Pick<SharedAnswer, "answer" | "error"> {
  return { answer: null, error: toErrorJson(notHandedOn(error)) };
}

function notHandedOn(error: unknown): Error {
  return new Error(`The answer came, but a worker could not hand it on: ${toErrorText(error)}`);
}

/** A vendor that refuses a request for its rate does so with a status; what has none waited in this process. */
function isUnsent(error: unknown): boolean {
  const hasStatus = isPromptrailError(error) && error.data["status"] !== undefined;
  return findFailureKind(error) === "rate_limited" && !hasStatus;
}
