import type { RunAnswer } from "../runner/run-answer.js";
import type { AnswerBook } from "./answer-book.js";

/** The answer that is kept under a key, else the one that is asked for, which is kept. Throws what `ask` throws. */
export async function takeOrAsk(
  book: AnswerBook,
  key: string,
  ask: () => Promise<RunAnswer>,
): Promise<RunAnswer> {
  const kept = book.has(key) ? await book.read(key) : null;
  if (kept !== null) return kept;
  const answer = await ask();
  const keptText = await book.keep(key, answer);
  return keptText === null ? answer : { ...answer, keptText };
}
