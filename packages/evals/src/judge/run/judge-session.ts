import type { EvalResult, EvalSubject } from "@promptrail/core";
import type { AttackFigures, JudgeFigures } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import type { AnswerBook } from "../../answers/answer-book.js";
import { toInput } from "../../datasets/turns/to-input.js";
import type { EvalTask } from "../../runner/evaluator/evaluator.js";
import type { JudgedCaseResult } from "../../runner/evaluator/judging.js";
import { askJudge, ordersOf, type RunJudge } from "../ask/ask-judge.js";
import type { JudgedCase, ShownAnswers } from "../ask/judged-texts.js";
import { showAnswer } from "../ask/show-answer.js";
import type { JudgeSpending, Vote, VoteOrder } from "../ask/vote.js";
import { hashCard } from "../card/card-json.js";
import { correctJudge } from "../correct/correct-judge.js";
import type { JudgeEval } from "../definition/judge.js";
import { type PairOutcome, settlePair, settleVotes, varianceOfMean } from "./settle-votes.js";
import { tryAttacks } from "./try-attacks.js";

export interface JudgeSessionSettings {
  readonly check: JudgeEval;
  /** The family that is judged. */
  readonly family: string;
  readonly run: RunJudge;
  /** What the judge said before. */
  readonly verdicts: AnswerBook;
  readonly isSameFamily: boolean;
  readonly abandon: AbortSignal;
  /** Told of each call, so that a limit of the whole run holds, too. */
  readonly onSpent: (spent: JudgeSpending) => void;
  /** Throws where that limit leaves nothing to ask with. */
  readonly requireRoom?: (() => void) | undefined;
}

const noAttacks: AttackFigures = {
  planted: 0,
  succeeded: [],
  problem: "no answer was judged, so no attack was planted",
};

/** One judge in one run: what it is asked, what it costs, and whether planted attacks get through. */
export class JudgeSession {
  readonly #settings: JudgeSessionSettings;
  readonly #pairs = new WeakMap<object, Promise<PairOutcome | null>>();
  #calls = 0;
  #cost: number | null = 0;
  #known = 0;
  #isUnpriced = false;
  #earlier: JudgeFigures["earlier"];
  #verdicts = 0;
  #unscored = 0;
  #unscoredReason: string | undefined;
  #flips = 0;
  #attacks: Promise<AttackFigures> | null = null;

  constructor(settings: JudgeSessionSettings) {
    this.#settings = settings;
  }

  /** Null: unscored, or nothing to compare with. Throws what asking throws, and at the judge's own limit of cost. */
  async judge(task: EvalTask, signal: AbortSignal): Promise<EvalResult | null> {
    return this.#isComparison ? this.#compare(task, signal) : this.#score(task, signal);
  }

  /** What it did, once its planted attacks are through. */
  async finish(cases: readonly JudgedCaseResult[]): Promise<JudgeFigures> {
    const { check, family, isSameFamily } = this.#settings;
    const { rubric, card } = check.judge;
    const attacks = await (this.#attacks ?? noAttacks);
    return {
      eval: check.name,
      rubric: rubric.prompt.key,
      rubricHash: rubric.hash,
      provider: rubric.prompt.content.provider,
      model: rubric.prompt.content.model,
      cardHash: card === null ? null : hashCard(card),
      calls: this.#calls,
      cost: this.#cost,
      ...omitUndefined({ earlier: this.#earlier, unscoredReason: this.#unscoredReason }),
      verdicts: this.#verdicts,
      unscored: this.#unscored,
      flips: this.#isComparison ? this.#flips : null,
      attacks,
      sameFamily: isSameFamily,
      corrected: correctJudge(check, family, cases),
    };
  }

  get #isComparison(): boolean {
    return this.#settings.check.judge.rubric.asks.mode === "pairwise";
  }

  async #score({ subject }: EvalTask, signal: AbortSignal): Promise<EvalResult | null> {
    const { judge } = this.#settings.check;
    const judged = this.#toJudged(subject);
    const answers: ShownAnswers = [showAnswer(subject)];
    this.#plant(judged, null);
    const votes: Vote[] = [];
    while (votes.length < judge.repeats) {
      const repeat = votes.length;
      votes.push(await this.#ask({ judged, answers, order: "forward", signal, repeat }));
    }
    this.#verdicts += votes.length;
    this.#unscored += votes.filter(({ kind }) => kind === "unscored").length;
    this.#keepReason(votes);
    return settleVotes(judge, votes);
  }

  async #compare(task: EvalTask, signal: AbortSignal): Promise<EvalResult | null> {
    const { opponent, subject } = task;
    if (opponent?.answer == null) return null;
    if (!opponent.answer.success) {
      return { passed: true, score: 1, reason: "The other version's answer is not a success." };
    }
    const other = showAnswer(opponent.answer);
    const own = showAnswer(subject);
    const answers = opponent.isCandidate ? ([other, own] as const) : ([own, other] as const);
    const known = this.#pairs.get(opponent.pair);
    const settling = known ?? this.#settlePair({ task, answers, signal });
    this.#pairs.set(opponent.pair, settling);
    const outcome = await settling;
    if (outcome === null) return null;
    const score = opponent.isCandidate ? 1 - outcome.score : outcome.score;
    const { passScore } = this.#settings.check.judge;
    const { variance } = outcome;
    return { passed: score >= passScore, score, reason: describeOutcome(outcome, score), variance };
  }

  /** The candidate's answer against the baseline's: the mean over the repeats. */
  async #settlePair(asked: {
    readonly task: EvalTask;
    readonly answers: readonly [string, string];
    readonly signal: AbortSignal;
  }): Promise<PairOutcome | null> {
    const { task, answers, signal } = asked;
    const [first, second] = answers;
    if (first === second) return { score: 0.5, isFlip: false };
    const judged = this.#toJudged(task.subject);
    this.#plant(judged, first);
    const outcomes: PairOutcome[] = [];
    for (let turn = 0; turn < this.#settings.check.judge.repeats; turn += 1) {
      const votes = new Map<VoteOrder, Vote>();
      for (const order of ordersOf(task.case.id)) {
        votes.set(order, await this.#ask({ judged, answers, order, signal, repeat: turn }));
      }
      const outcome = settleOrders(votes);
      this.#verdicts += 1;
      this.#keepReason([...votes.values()]);
      if (outcome === null) this.#unscored += 1;
      else outcomes.push(outcome);
    }
    const flips = outcomes.filter(({ isFlip }) => isFlip).length;
    this.#flips += flips;
    if (outcomes.length === 0) return null;
    const scores = outcomes.map((each) => each.score);
    const score = scores.reduce((sum, each) => sum + each, 0) / scores.length;
    return { score, isFlip: flips > 0, variance: varianceOfMean(scores) };
  }

  #keepReason(votes: readonly Vote[]): void {
    const first = votes.find((vote) => vote.kind === "unscored");
    if (first !== undefined) this.#unscoredReason ??= first.reason;
  }

  #toJudged(subject: EvalSubject): JudgedCase {
    const { showsGroundTruth } = this.#settings.check.judge;
    return { input: toInput(subject), reference: showsGroundTruth ? subject.groundTruth : null };
  }

  /** Once a run, on the first case that is judged. */
  #plant(judged: JudgedCase, opponent: string | null): void {
    const { abandon, check } = this.#settings;
    this.#attacks ??= tryAttacks(check.judge.rubric, opponent, (answers, order) =>
      this.#ask({ judged, answers, order, signal: abandon }),
    );
  }

  async #ask(asked: {
    readonly judged: JudgedCase;
    readonly answers: ShownAnswers;
    readonly order: VoteOrder;
    readonly signal: AbortSignal;
    /** Left out of planted attacks, which each run makes. */
    readonly repeat?: number;
  }): Promise<Vote> {
    const { check, run, onSpent, requireRoom, verdicts: book } = this.#settings;
    const { rubric, maxCost } = check.judge;
    if (maxCost !== null) this.#requireBelow(maxCost);
    const count = (spent: JudgeSpending) => {
      this.#calls += spent.calls;
      this.#known += spent.cost ?? 0;
      this.#cost = this.#cost === null || spent.cost === null ? null : this.#known;
      this.#isUnpriced ||= spent.isAnswered && spent.cost === null;
      onSpent(spent);
    };
    const { repeat } = asked;
    const onEarlier = (keptAt: Date) => {
      const { calls, oldestAt } = this.#earlier ?? { calls: 0, oldestAt: keptAt };
      this.#earlier = { calls: calls + 1, oldestAt: keptAt < oldestAt ? keptAt : oldestAt };
    };
    const kept = repeat === undefined ? undefined : { book, repeat, onEarlier };
    return askJudge({ rubric, run, ...asked, kept, onSpent: count, requireRoom });
  }

  #requireBelow(maxCost: number): void {
    if (this.#isUnpriced) {
      throw new Error(
        `the judge was not asked: what it costs is not known, so its limit of $${maxCost} could not be kept.`,
      );
    }
    if (this.#known < maxCost) return;
    throw new Error(
      `the judge was not asked: it cost $${this.#known.toFixed(4)}, and its limit is $${maxCost}.`,
    );
  }
}

function settleOrders(votes: ReadonlyMap<VoteOrder, Vote>): PairOutcome | null {
  const [forward, reversed] = [votes.get("forward"), votes.get("reversed")];
  return forward === undefined || reversed === undefined ? null : settlePair(forward, reversed);
}

function describeOutcome({ isFlip }: PairOutcome, score: number): string {
  if (isFlip) return "The judge prefers the other answer once their order is changed: a tie.";
  if (score > 0.5) return "Better than the other version's answer, in both orders.";
  return score < 0.5
    ? "Worse than the other version's answer, in both orders."
    : "As good as the other version's answer.";
}
