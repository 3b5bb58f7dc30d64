import type { RunCase } from "../runner/run-answer.js";
import type { AnswerBook } from "./answer-book.js";
import { toAnswerKey } from "./answer-key.js";
import { takeOrAsk } from "./take-or-ask.js";

/** The same run, which takes an answer that is kept instead of asking again, and keeps each that comes. */
export function keepAnswers(run: RunCase, book: AnswerBook): RunCase {
  const keeping: RunCase = (testCase, call) =>
    takeOrAsk(book, toAnswerKey(testCase, call.repeat), () => run(testCase, call));
  if (book.isEmpty) return keeping;
  return Object.assign(keeping, {
    freshSince: book.freshSince ?? null,
    has: (testCase: Parameters<typeof toAnswerKey>[0], repeat: number) =>
      book.has(toAnswerKey(testCase, repeat)),
  });
}
