import type { Suite } from "@promptrail/core";
import { type AnswerBook, noAnswerBook } from "../answers/answer-book.js";
import { keepAnswers } from "../answers/keep-answers.js";
import { longestKeptMs } from "../answers/open-answer-book.js";
import { isJudgeEval } from "../judge/definition/judge.js";
import { createJudging } from "../judge/run/create-judging.js";
import type { RunCase } from "../runner/run-answer.js";
import type { RunSettings } from "../runner/run-settings.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";

// A run keeps the answers of each version and the verdicts of each judge in a book of its own, named by its part in the run.

interface Kept<Version extends EvaluatedVersion> {
  readonly ports: Pick<EvaluatePorts<Version>, "run" | "judging">;
  /** What is kept of earlier runs, by its part in this one. */
  readonly books: ReadonlyMap<string, AnswerBook>;
}

/** Of before no answer of a version may be taken: it is a day old, or a fresh run of one of them has begun since. */
export function findSince(books: ReadonlyMap<string, AnswerBook>): Date {
  const starts = ["candidate", "baseline"].map((role) => books.get(role)?.freshSince?.getTime());
  return new Date(Math.max(Date.now() - longestKeptMs, ...starts.map((start) => start ?? 0)));
}

/** Under which hash the verdicts of each judge of a suite are kept, by its part in a run. */
export function toJudgeHashes(evals: Suite["evals"]): Readonly<Record<string, string>> {
  const judges = evals
    .filter(isJudgeEval)
    .map(({ name, judge: { rubric } }) => [toJudgeRole(name), rubric.hash] as const);
  return Object.fromEntries(judges);
}

/** What asks judges; undefined where nothing can. A verdict that is kept is not asked for. */
export function toJudging<Version extends EvaluatedVersion>(
  { ports: { judging }, books }: Kept<Version>,
  versions: readonly Version[],
): RunSettings["judging"] {
  if (judging === undefined) return undefined;
  return createJudging({
    run: judging.run,
    tested: versions.map(judging.modelOf),
    verdictsOf: (name) => books.get(toJudgeRole(name)) ?? noAnswerBook,
  });
}

/** What asks a version. An answer that is kept under its role, which is its part in the run, is not asked for. */
export function toRunCase<Version extends EvaluatedVersion>(
  { ports: { run }, books }: Kept<Version>,
  version: Version,
  role: string,
): RunCase {
  const ask: RunCase = (testCase, call) => run(version, testCase, call);
  return keepAnswers(ask, books.get(role) ?? noAnswerBook);
}

function toJudgeRole(name: string): string {
  return `judge ${name}`;
}
