import type { RunCase } from "../runner/run-answer.js";
import type { AnswerBook } from "./answer-book.js";
import { toAnswerKey } from "./answer-key.js";

/** The same run, which takes an answer that is kept instead of asking again, and keeps each that comes. */
export function keepAnswers(run: RunCase, book: AnswerBook): RunCase {
  const keeping: RunCase = async (testCase, call) => {
    const key = toAnswerKey(testCase, call.repeat);
    const kept = book.has(key) ? await book.read(key) : null;
    if (kept !== null) return kept;
    const answer = await run(testCase, call);
    const keptText = await book.keep(key, answer);
    return keptText === null ? answer : { ...answer, keptText };
  };
  if (book.isEmpty) return keeping;
  return Object.assign(keeping, {
    has: (testCase: Parameters<typeof toAnswerKey>[0], repeat: number) =>
      book.has(toAnswerKey(testCase, repeat)),
  });
}
