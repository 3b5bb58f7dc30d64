import type { JsonObject, PromptVersion } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import type { AnswerBook } from "../../answers/answer-book.js";
import { toKey } from "../../answers/answer-key.js";
import { takeOrAsk } from "../../answers/take-or-ask.js";
import type { RunAnswer } from "../../runner/run-answer.js";
import type { Rubric } from "../rubric/rubric.js";
import { type JudgedCase, type ShownAnswers, toJudgingContext } from "./judged-texts.js";
import { readVote } from "./read-vote.js";
import type { JudgeSpending, Vote, VoteOrder } from "./vote.js";

/**
 * Runs a judging prompt: any outcome is an answer. What it throws is an error of the answer that is judged, never a
 * verdict.
 */
export type RunJudge = (
  prompt: PromptVersion,
  context: JsonObject,
  signal: AbortSignal,
) => Promise<RunAnswer>;

export interface AskJudgeSettings {
  readonly rubric: Rubric;
  readonly run: RunJudge;
  readonly judged: JudgedCase;
  /** In forward order. */
  readonly answers: ShownAnswers;
  readonly order: VoteOrder;
  readonly signal: AbortSignal;
  /** Verdicts of before; left out where the judge is asked in any case. */
  readonly kept?: KeptVerdicts | undefined;
  /** Told of each call with what it cost. */
  readonly onSpent: (spent: JudgeSpending) => void;
  /** Throws where nothing more may be asked; what is kept is taken all the same. */
  readonly requireRoom?: (() => void) | undefined;
}

export interface KeptVerdicts {
  /** Of the rubric's content, and so of its model. */
  readonly book: AnswerBook;
  /** Which of the judge's verdicts on the same answers it is, from 0. */
  readonly repeat: number;
  /** Told when an answer of an earlier run came, in whose place nothing is asked. */
  readonly onEarlier: (keptAt: Date) => void;
}

/** Asks the judge once, or takes what it said of the same answers before. Throws what `run` throws. */
export async function askJudge(settings: AskJudgeSettings): Promise<Vote> {
  const { rubric, judged, answers, order, kept } = settings;
  if (kept === undefined) return readVote(rubric, await ask(settings), order);
  const { book, repeat, onEarlier } = kept;
  // Not the message that is sent: it has a new fence each time.
  const key = toKey({ judged, answers, order, repeat });
  const answer = await takeOrAsk(book, key, () => ask(settings));
  if (answer.keptAt !== undefined && answer.isOwn !== true) onEarlier(answer.keptAt);
  return readVote(rubric, answer, order);
}

async function ask(settings: AskJudgeSettings): Promise<RunAnswer> {
  const { rubric, run, judged, answers, order, signal, onSpent, requireRoom } = settings;
  requireRoom?.();
  const shown = order === "forward" ? answers : reverse(answers);
  const context = toJudgingContext(rubric, judged, shown);
  let answer: RunAnswer | null = null;
  try {
    answer = await run(rubric.prompt, context, signal);
    return answer;
  } finally {
    onSpent({ calls: 1, cost: answer?.cost ?? null, isAnswered: answer !== null });
  }
}

/** Both orders, of which the one that comes first is decided by the case: neither always meets a warm cache. */
export function ordersOf(caseId: string): readonly [VoteOrder, VoteOrder] {
  const isEven = Number.parseInt(contentDigest(`order ${caseId}`).slice(-1), 16) % 2 === 0;
  return isEven ? ["forward", "reversed"] : ["reversed", "forward"];
}

function reverse(answers: ShownAnswers): ShownAnswers {
  const [first, second] = answers;
  return second === undefined ? [first] : [second, first];
}
