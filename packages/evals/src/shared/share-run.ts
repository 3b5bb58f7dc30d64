import type { Case, Dataset } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { AnswerPlace, JobQueue, RunSide, SharedRun, SharedRuns } from "@promptrail/core/jobs";
import { datasetError } from "../datasets/dataset-error.js";
import type { CaseCall, RunAnswer, RunCase } from "../runner/run-answer.js";
import { fromAnswerJson, fromErrorJson, toPlaceKey } from "./answer-json.js";
import { orderForRanges } from "./range-cases.js";
import { evalQueue, toRangeOptions, toRangePayload } from "./range-job.js";

/** What is known of a run that waits. */
export interface SharedRunNews {
  /** Since the last answer came, or since it began. */
  readonly quietMs: number;
  /** Ranges that some process has now; null where nobody counted them. */
  readonly running: number | null;
  /** Why a process gave a range back. */
  readonly problem: string | null;
}

interface ShareRunSettings {
  readonly run: SharedRun;
  readonly runs: SharedRuns;
  readonly queue: JobQueue;
  readonly dataset: Dataset;
  /** Told every few seconds. */
  readonly onNews: (news: SharedRunNews) => void;
  /** Told once where the run was ended elsewhere, so that answers that are waited for will not come. */
  readonly onEnded: () => void;
  /** Told of a database that is away: the run goes on when it is back. */
  readonly onProblem: (error: unknown) => void;
}

/** The answers of a run as other processes write them. Whoever takes them asks no vendor. */
export interface SharedAnswers {
  readonly candidate: RunCase;
  readonly baseline: RunCase;
  readonly close: () => Promise<void>;
}

/** Between two looks for answers. */
const lookMs = 250;
/** One that asks is not let wait for the next look, unless there was one just now: many ask one after the other. */
const leastLookMs = 50;
/** A range that nobody has and that is not answered is put into the queue again after so long. */
const sendAgainMs = 5_000;
const newsMs = 2_000;

/**
 * Puts the ranges of a run's cases into the queue as their answers are asked for, and gives the answers as they come.
 * What is there already is not asked for, whoever asked for it.
 */
export async function shareRun(settings: ShareRunSettings): Promise<SharedAnswers> {
  const { run, runs, dataset } = settings;
  const rangeOf = new Map<string, number>();
  for (const [at, id] of (await listIds(dataset)).entries()) {
    rangeOf.set(id, Math.floor(at / run.rangeSize));
  }
  const there = new Set((await runs.listAnswered(run.id)).map(toPlaceKey));
  const wait = new AnswerWait({ ...settings, there }, (caseId) => rangeOf.get(caseId) ?? 0);
  const toRunCase = (side: RunSide): RunCase =>
    Object.assign(
      ({ id: caseId }: Case, { repeat, signal }: CaseCall) =>
        wait.take({ caseId, side, repeat }, signal),
      {
        has: ({ id: caseId }: Case, repeat: number) =>
          there.has(toPlaceKey({ caseId, side, repeat })),
      },
    );
  return {
    candidate: toRunCase("candidate"),
    baseline: toRunCase("baseline"),
    close: () => wait.close(),
  };
}

/** @throws PromptrailError `dataset_invalid` for an id that no database can keep. */
async function listIds(dataset: Dataset): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of dataset.read(true)) {
    if (id.includes("\0")) {
      throw datasetError(
        { source: dataset.name, line: null },
        `the id ${JSON.stringify(id)} contains a null character, and workers could not keep its answers. Remove the character.`,
      );
    }
    ids.push(id);
  }
  return orderForRanges(ids);
}

interface Waiting {
  readonly place: AnswerPlace;
  readonly resolve: (answer: RunAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface AnswerWaitSettings extends ShareRunSettings {
  /** By their keys: what an earlier command on the same run left. */
  readonly there: ReadonlySet<string>;
}

/** Those who wait for answers, and the one loop that looks for them. */
class AnswerWait {
  readonly #settings: AnswerWaitSettings;
  readonly #toRange: (caseId: string) => number;
  readonly #waiting = new Map<string, Waiting>();
  readonly #sentAt = new Map<number, number>();
  readonly #closing = new AbortController();
  #loop: Promise<void> | null = null;
  #wake = () => {};
  #answeredAt = performance.now();
  #newsAt = performance.now();
  #lookedAt = 0;
  /** Somebody ended the run: what was written before is there at the next look, and nothing comes after it. */
  #isEnded = false;
  #isTold = false;

  constructor(settings: AnswerWaitSettings, toRange: (caseId: string) => number) {
    this.#settings = settings;
    this.#toRange = toRange;
  }

  take(place: AnswerPlace, signal: AbortSignal): Promise<RunAnswer> {
    return new Promise((resolve, reject) => {
      const key = toPlaceKey(place);
      const leave = () => {
        this.#waiting.delete(key);
        reject(new Error("The run was cancelled before the answer came."));
      };
      const settle = () => signal.removeEventListener("abort", leave);
      this.#waiting.set(key, {
        place,
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal.addEventListener("abort", leave, { once: true });
      if (signal.aborted) leave();
      this.#wake();
      this.#loop ??= this.#run();
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      if (this.#waiting.size > 0) {
        await this.#look().catch((error: unknown) => this.#settings.onProblem(error));
      }
      await this.#rest();
    }
  }

  /** Until the next look; one that asks comes with those who ask at the same time. */
  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        const sinceMs = performance.now() - this.#lookedAt;
        const isClosing = this.#closing.signal.aborted;
        setTimeout(resolve, isClosing ? 0 : Math.max(10, leastLookMs - sinceMs));
      };
    });
  }

  async #look(): Promise<void> {
    const { run, runs, there } = this.#settings;
    const places = [...this.#waiting.values()].map(({ place }) => place);
    const wasEnded = this.#isEnded;
    this.#lookedAt = performance.now();
    for (const { answer, error, writtenAt, ...place } of await runs.read(run.id, places)) {
      const key = toPlaceKey(place);
      const waiting = this.#waiting.get(key);
      if (waiting === undefined) continue;
      this.#waiting.delete(key);
      this.#answeredAt = performance.now();
      try {
        if (answer === null) waiting.reject(fromErrorJson(error ?? {}));
        else
          waiting.resolve({
            ...fromAnswerJson(answer),
            ...(there.has(key) ? { keptAt: writtenAt } : {}),
          });
      } catch (unread) {
        waiting.reject(new Error(toErrorText(unread)));
      }
    }
    // Not those who came during this look.
    const isLeft = places.some((place) => this.#waiting.has(toPlaceKey(place)));
    if (wasEnded && isLeft) this.#tellEnded();
    else await this.#send();
    await this.#tellNews();
  }

  #tellEnded(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#settings.onEnded();
  }

  /** A range is let in once, however often it is sent: the queue has one of its key. */
  async #send(): Promise<void> {
    const { run, queue } = this.#settings;
    const now = performance.now();
    const wanted = new Set(
      [...this.#waiting.values()].map(({ place }) => this.#toRange(place.caseId)),
    );
    for (const range of wanted) {
      const sentAt = this.#sentAt.get(range);
      if (sentAt !== undefined && now - sentAt < sendAgainMs) continue;
      const job = { run: run.id, range };
      await queue.send(evalQueue, toRangePayload(job), toRangeOptions(job));
      this.#sentAt.set(range, now);
    }
  }

  async #tellNews(): Promise<void> {
    const { run, runs, queue, onNews } = this.#settings;
    const now = performance.now();
    if (now - this.#newsAt < newsMs) return;
    this.#newsAt = now;
    const [known, counts] = await Promise.all([runs.find(run.id), queue.counts(evalQueue)]);
    this.#isEnded = known === null || known.endedAt !== null;
    const quietMs = now - this.#answeredAt;
    onNews({ quietMs, running: counts.running, problem: known?.problem ?? null });
  }
}
