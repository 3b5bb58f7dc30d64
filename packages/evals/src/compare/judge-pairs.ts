import type { Eval, EvalResult, EvalSubject, Suite } from "@promptrail/core";
import type { EvalReply, Evaluator } from "../runner/evaluator/evaluator.js";
import { mapConcurrently } from "../runner/map-concurrently.js";
import { refuseAnswer } from "../runner/trials/grade-trial.js";
import type { ComparedPair, PairSide } from "./compared-pair.js";

/** A suite as far as a comparison needs it. */
export type ComparedSuite = Pick<Suite, "family" | "suiteHash" | "evals">;

/** What an eval says of both sides of a pair. */
export interface PairJudgement {
  readonly name: string;
  readonly a: EvalResult;
  readonly b: EvalResult;
}

/** Why an eval says nothing of a pair. */
type Silence = "withoutText" | "withoutGroundTruth" | "notApplicable" | "oneSided" | "error";

interface SilentEval {
  readonly name: string;
  readonly why: Silence;
  /** What an error says; empty for anything else. */
  readonly message: string;
}

export interface JudgedPair {
  readonly pair: ComparedPair;
  /** By the evals that judge both sides. */
  readonly judgements: readonly PairJudgement[];
  readonly silent: readonly SilentEval[];
}

interface JudgePairsSettings {
  readonly pairs: readonly ComparedPair[];
  readonly suite: ComparedSuite;
  readonly evaluator: Evaluator;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PairProgress) => void;
}

/** How far a comparison has come. */
export interface PairProgress {
  readonly judged: number;
  readonly total: number;
}

/** How many pairs are judged at once: an eval may wait for something. */
const atOnce = 8;

/** Every pair through every eval, in the order of the pairs. Throws the signal's reason once it fires. */
export async function judgePairs(settings: JudgePairsSettings): Promise<readonly JudgedPair[]> {
  const { pairs, signal, onProgress } = settings;
  const judged = new Map<string, JudgedPair>();
  const work = (pair: ComparedPair) => judgePair(pair, settings);
  async function* source() {
    yield* pairs;
  }
  for await (const result of mapConcurrently({
    source: source(),
    limit: atOnce,
    work,
    stop: signal,
  })) {
    judged.set(result.pair.id, result);
    onProgress({ judged: judged.size, total: pairs.length });
  }
  signal.throwIfAborted();
  return pairs.flatMap(({ id }) => judged.get(id) ?? []);
}

async function judgePair(pair: ComparedPair, settings: JudgePairsSettings): Promise<JudgedPair> {
  const judgements: PairJudgement[] = [];
  const silent: SilentEval[] = [];
  const { suite } = settings;
  for (const check of suite.evals) {
    const { name } = check;
    if (pair.a.text === null || pair.b.text === null) {
      silent.push({ name, why: "withoutText", message: "" });
      continue;
    }
    if (check.needsGroundTruth && pair.groundTruth === undefined) {
      silent.push({ name, why: "withoutGroundTruth", message: "" });
      continue;
    }
    const ask = (side: PairSide) => askEval(check, { side, pair, settings });
    const [a, b] = [await ask(pair.a), await ask(pair.b)];
    const said = readReplies(name, a, b);
    if ("why" in said) silent.push(said);
    else judgements.push(said);
  }
  return { pair, judgements, silent };
}

interface AskedSide {
  readonly side: PairSide;
  readonly pair: ComparedPair;
  readonly settings: JudgePairsSettings;
}

/** An eval's reply, or "failed" for a side that it is not shown: half an answer may hold by accident. */
type SideReply = EvalReply | { readonly failed: EvalResult };

async function askEval(check: Eval, asked: AskedSide): Promise<SideReply> {
  const { side, pair, settings } = asked;
  const { outcome, failure } = side;
  if (!side.success || outcome === null) {
    const reason = `No answer came: ${failure?.kind ?? "unexpected"}.`;
    const failed = outcome === null ? { passed: false, score: 0, reason } : refuseAnswer(outcome);
    return { failed };
  }
  const subject: EvalSubject = {
    output: side.text ?? "",
    data: side.data,
    toolCalls: side.toolCalls ?? [],
    usage: side.usage,
    cost: side.cost,
    durationMs: side.latencyMs ?? 0,
    outcome,
    groundTruth: check.needsGroundTruth ? pair.groundTruth : null,
    context: pair.context,
  };
  const { suite, signal } = settings;
  const { id, tags = [], cluster = null } = pair;
  const task = { suite, check, case: { id, tags, cluster }, subject, abandon: signal };
  return settings.evaluator.evaluate(task);
}

/**
 * A side that failed scores 0 on every eval that applies to the other one; on which they apply where both failed, nobody can
 * tell, and both score 0.
 */
function readReplies(name: string, a: SideReply, b: SideReply): PairJudgement | SilentEval {
  const error = [a, b].find((reply) => typeof reply === "string");
  if (typeof error === "string") return { name, why: "error", message: error };
  const [resultOfA, resultOfB] = [toResult(a), toResult(b)];
  if (resultOfA !== null && resultOfB !== null) return { name, a: resultOfA, b: resultOfB };
  const isAnswered = (reply: SideReply) =>
    reply !== null && typeof reply === "object" && !("failed" in reply);
  const why = isAnswered(a) || isAnswered(b) ? "oneSided" : "notApplicable";
  return { name, why, message: "" };
}

function toResult(reply: SideReply): EvalResult | null {
  if (reply === null || typeof reply === "string") return null;
  return "failed" in reply ? reply.failed : reply;
}
