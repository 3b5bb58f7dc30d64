import type { Case, JsonValue } from "@promptrail/core";
import { createTurns, jsonDigest } from "@promptrail/core/lifecycle";
import type { AnswerBook } from "../../answers/answer-book.js";
import { toAnswerKey } from "../../answers/answer-key.js";
import { takeOrAsk } from "../../answers/take-or-ask.js";
import type { KeptParts } from "../../relations/relation.js";
import type { CallLimit } from "../../runner/bounds/call-limit.js";
import type { CostLimit } from "../../runner/bounds/cost-limit.js";
import { findRefusal, type RunStop } from "../../runner/bounds/run-stop.js";
import type { Trial } from "../../runner/case-result.js";
import type { RunCase } from "../../runner/run-answer.js";
import type { MostCost } from "../../runner/run-settings.js";
import type { AnswersJudging } from "../../runner/trials/judge-answer.js";
import { type AskedTrial, askTrial, judgeAsked } from "../../runner/trials/run-trial.js";
import { type AskedInput, toInputId } from "../inputs/fuzz-input.js";
import { FuzzEnd } from "./fuzz-end.js";
import { leaveOutRepeated } from "./leave-out-repeated.js";

/** One answer to an input, judged; of its parts, `shown` is the text with what is not judged. */
export interface Answered {
  readonly trial: Trial;
  /** Null where none came. */
  readonly parts: (KeptParts<JsonValue | null> & { readonly shown: string }) | null;
}

interface AskedAnswersSettings {
  readonly run: RunCase;
  readonly book: AnswerBook;
  /** What judges an answer to an input of which somebody said what is right, and one to any other. */
  readonly judging: { readonly withTruth: AnswersJudging; readonly withoutTruth: AnswersJudging };
  readonly costLimit: CostLimit | undefined;
  /** What the first answer is counted as in `costLimit`. */
  readonly mostCost: MostCost;
  readonly callLimit: CallLimit | undefined;
  /** How many answers are asked for at once. */
  readonly concurrency: number;
  /** Nothing new is asked once it fires. */
  readonly stop: AbortSignal;
}

/** The answers of a run: each is asked once, and kept. */
export class AskedAnswers {
  readonly #settings: AskedAnswersSettings;
  readonly #turns: ReturnType<typeof createTurns>;
  readonly #taken = new Set<string>();
  readonly #answers = new Map<string, Promise<Answered>>();
  readonly #counts = new Map<string, number>();
  #asked = 0;
  #kept = 0;
  #cost = 0;
  #isUnknown = false;
  #hasBegun = false;

  constructor(settings: AskedAnswersSettings) {
    this.#settings = settings;
    this.#turns = createTurns(settings.concurrency);
  }

  /** US dollars, null where a part is unknown; without what was taken from earlier runs. */
  get spending(): { readonly asked: number; readonly kept: number; readonly cost: number | null } {
    return { asked: this.#asked, kept: this.#kept, cost: this.#isUnknown ? null : this.#cost };
  }

  /** How many answers to an input are there. */
  countOf({ context }: AskedInput): number {
    return this.#counts.get(toInputId(context)) ?? 0;
  }

  /**
   * @param at which of the answers to the input, from 0.
   * @throws FuzzEnd where nothing more may be asked.
   */
  answer(input: AskedInput, at: number): Promise<Answered> {
    const id = toInputId(input.context);
    const { judgedContext, truth, tags, mayRepeat = [] } = input;
    const key = jsonDigest({ id, judged: toInputId(judgedContext), truth, tags, mayRepeat, at });
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    this.#counts.set(id, Math.max(this.#counts.get(id) ?? 0, at + 1));
    const asking = this.#inTurn(() => this.#ask(input, id, at));
    this.#answers.set(key, asking);
    return asking;
  }

  /** Resolves once nothing is asked any more. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#answers.values());
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turns.take(Number.POSITIVE_INFINITY);
    try {
      return await work();
    } finally {
      this.#turns.giveBack();
    }
  }

  async #ask(input: AskedInput, id: string, at: number): Promise<Answered> {
    const { context, judgedContext, truth, tags, mayRepeat } = input;
    const { run, book, judging, costLimit } = this.#settings;
    const testCase: Case = { id, context, groundTruth: truth?.value ?? null, tags, cluster: null };
    const key = toAnswerKey(testCase, at);
    const isKept = book.has(key);
    if (!isKept) await this.#begin(testCase);
    const side = truth === null ? judging.withoutTruth : judging.withTruth;
    const keeping: RunCase = (each, call) => takeOrAsk(book, key, () => run(each, call));
    let trial: Trial | null = null;
    try {
      const whole = await askTrial({ run: keeping, testCase, repeat: at, judging: side });
      const asked = whole === null ? null : withoutRepeated(whole, mayRepeat);
      const judged = { ...testCase, context: judgedContext };
      trial = asked === null ? null : await judgeAsked(asked, { testCase: judged, judging: side });
      if (asked === null || trial === null) throw new FuzzEnd({ reason: "asked" });
      this.#count(trial, key);
      const refusal = findRefusal([[trial]]);
      if (refusal !== null) throw new FuzzEnd(refusal);
      const { answer } = asked;
      return {
        trial,
        parts:
          answer === null
            ? null
            : {
                output: answer.text,
                shown: whole?.answer?.text ?? "",
                data: answer.data,
                toolCalls: answer.toolCalls ?? [],
              },
      };
    } finally {
      if (!isKept) costLimit?.end(trial === null ? [] : [trial]);
    }
  }

  async #begin(testCase: Case): Promise<void> {
    const { stop, callLimit, costLimit, mostCost } = this.#settings;
    const asked: RunStop = { reason: "asked" };
    if (stop.aborted) throw new FuzzEnd(asked);
    if (callLimit?.begin(1) === false) throw new FuzzEnd(callLimit.stop ?? asked);
    if (costLimit === undefined) return;
    const most = this.#hasBegun ? null : await mostCost(testCase, [1]);
    this.#hasBegun = true;
    if (!(await costLimit.begin(most))) throw new FuzzEnd(costLimit.stop ?? asked);
  }

  #count({ keptAt, isOwn, cost, outcome }: Trial, key: string): void {
    if (keptAt !== undefined) {
      // What this run asked for or took before is counted already, though it is judged beside another context.
      if (isOwn !== true && !this.#taken.has(key)) this.#kept += 1;
      this.#taken.add(key);
      return;
    }
    this.#asked += 1;
    this.#cost += cost ?? 0;
    this.#isUnknown ||= outcome !== null && cost === null;
  }
}

function withoutRepeated(asked: AskedTrial, mayRepeat: AskedInput["mayRepeat"]): AskedTrial {
  if (asked.answer === null || mayRepeat === undefined || mayRepeat.length === 0) return asked;
  return { answer: leaveOutRepeated(asked.answer, mayRepeat) };
}
