import type { JsonObject } from "../../json/json-value.js";

/** One version of a run that many processes share. */
export interface SharedVersion {
  readonly version: number;
  readonly contentHash: string;
}

/** What a run compares, on which cases: whoever takes a part of it must have the same. */
export interface SharedComparison {
  readonly family: string;
  readonly candidate: SharedVersion;
  /** Null for a version alone. */
  readonly baseline: SharedVersion | null;
  readonly datasetHash: string;
  readonly suiteHash: string;
  /** How many answers each case gets of each version. */
  readonly repeats: number;
  readonly cases: number;
}

export interface SharedRun extends SharedComparison {
  readonly id: string;
  /** So many cases go to a process at once. */
  readonly rangeSize: number;
  /** Who asked for it first. */
  readonly askedBy: string;
  readonly startedAt: Date;
  /** Null while it is open: the next one who asks for the same goes on with it. */
  readonly endedAt: Date | null;
  /** Why a process gave a part of it back, for people; null for no reason since the last answer. */
  readonly problem: string | null;
}

export type RunSide = "candidate" | "baseline";

/** Which answer of a run it is. */
export interface AnswerPlace {
  readonly caseId: string;
  readonly side: RunSide;
  /** From 0. */
  readonly repeat: number;
}

/** An answer, or the error in its place. */
export interface SharedAnswer extends AnswerPlace {
  readonly answer: JsonObject | null;
  readonly error: JsonObject | null;
  /** The process that asked for it. */
  readonly worker: string;
}

/** One that was written. */
export interface WrittenAnswer extends SharedAnswer {
  readonly writtenAt: Date;
}

/** How a run is begun. */
export interface BegunRun {
  readonly rangeSize: number;
  readonly askedBy: string;
  /** Begins a new one in any case. */
  readonly fresh: boolean;
  /** An open run that began longer ago is ended, and a new one begun. Default: it is gone on with, however old. */
  readonly longestAgeMs?: number | undefined;
}

/** Runs whose cases many processes take, and their results: of each answer the first that was written. */
export interface SharedRuns {
  /** The open run of a comparison; a new one where there is none, or where a fresh one is wanted. */
  begin(comparison: SharedComparison, by: BegunRun): Promise<SharedRun>;
  find(id: string): Promise<SharedRun | null>;
  /** Keeps the answer that is there already, and none of a run that is gone. */
  add(id: string, answer: SharedAnswer): Promise<void>;
  /** The answers at these places that are there. */
  read(id: string, places: readonly AnswerPlace[]): Promise<readonly WrittenAnswer[]>;
  /** The places that have an answer; of these cases, or of all. */
  listAnswered(id: string, caseIds?: readonly string[]): Promise<readonly AnswerPlace[]>;
  noteProblem(id: string, problem: string): Promise<void>;
  /** Nobody goes on with it. Its answers stay for 7 days. */
  end(id: string): Promise<void>;
}
