import { cutText } from "@promptrail/core/portable";
import { meanOf } from "../runner/case-result.js";
import type { PairSide } from "./compared-pair.js";
import type { JudgedPair, PairJudgement } from "./judge-pairs.js";
import type { DifferingPair, DifferingReason, ShownSide } from "./version-comparison.js";

const textLimit = 1_000;
/** What is compared of each text, in UTF-16 units. */
const comparedText = 20_000;

/** The pairs whose scores lie furthest apart (without evals: of which one side succeeds), then those whose words do. */
export function findDifferingPairs(
  judged: readonly JudgedPair[],
  limit: number,
): readonly DifferingPair[] {
  return judged
    .map(rank)
    .filter(({ distance, textDifference }) => distance > 0 || (textDifference ?? 0) > 0)
    .sort(
      (left, right) =>
        right.distance - left.distance ||
        (right.textDifference ?? 0) - (left.textDifference ?? 0) ||
        (left.judged.pair.id < right.judged.pair.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(toDifferingPair);
}

interface RankedPair {
  readonly judged: JudgedPair;
  readonly distance: number;
  readonly textDifference: number | null;
}

function rank(judged: JudgedPair): RankedPair {
  const { a, b } = judged.pair;
  const [scoreOfA, scoreOfB] = readScores(judged.judgements);
  const bySuccess = Number(b.success) - Number(a.success);
  const difference = scoreOfA === null || scoreOfB === null ? bySuccess : scoreOfB - scoreOfA;
  return {
    judged,
    distance: Math.abs(difference),
    textDifference:
      a.text === null || b.text === null
        ? null
        : compareWords(a.text.slice(0, comparedText), b.text.slice(0, comparedText)),
  };
}

function readScores(judgements: readonly PairJudgement[]) {
  const ofSide = (side: "a" | "b") => meanOf(judgements.map((judgement) => judgement[side].score));
  return [ofSide("a"), ofSide("b")] as const;
}

/** Jaccard's distance of the texts' sets of words, in lower case. */
function compareWords(left: string, right: string): number {
  if (left === right) return 0;
  const [ofLeft, ofRight] = [left, right].map(
    (text) => new Set(text.toLowerCase().split(/\s+/).filter(Boolean)),
  );
  if (ofLeft === undefined || ofRight === undefined) return 0;
  const shared = [...ofLeft].filter((word) => ofRight.has(word)).length;
  const all = ofLeft.size + ofRight.size - shared;
  return all === 0 ? 0 : 1 - shared / all;
}

function toDifferingPair({ judged, textDifference }: RankedPair): DifferingPair {
  const { pair, judgements } = judged;
  const [scoreOfA, scoreOfB] = readScores(judgements);
  return {
    id: pair.id,
    a: toShownSide(pair.a, scoreOfA),
    b: toShownSide(pair.b, scoreOfB),
    reasons: judgements.flatMap(toReasons),
    textDifference,
  };
}

function toShownSide({ outcome, failure, text }: PairSide, score: number | null): ShownSide {
  return {
    ended: outcome ?? failure?.kind ?? "unexpected",
    score,
    text: text === null ? null : cutText(text.toWellFormed(), textLimit),
  };
}

function toReasons({ name, a, b }: PairJudgement): readonly DifferingReason[] {
  if (a.passed === b.passed) return [];
  const side = a.passed ? "b" : "a";
  const { reason } = a.passed ? b : a;
  return [{ eval: name, side, reason: cutText(reason.toWellFormed(), textLimit) }];
}
