import type { EvalResult } from "@promptrail/core";
import { meanOf } from "../../runner/case-result.js";
import type { JudgedPair, PairJudgement } from "../judge-pairs.js";
import type { MeasureDefinition, SideNumbers } from "./measure-definition.js";

const shares = { scale: "share", unit: "share", better: "higher" } as const;

/**
 * Success, then pass rate and mean score by all evals together, then by each where there are several. A score that is 1 for
 * each pass and 0 for each failure is left out: it would say the same twice.
 */
export function listShareMeasures(judged: readonly JudgedPair[]): readonly MeasureDefinition[] {
  const names = new Set(judged.flatMap(({ judgements }) => judgements.map(({ name }) => name)));
  const several = names.size > 1 ? [...names].sort() : [];
  return [
    {
      ...shares,
      name: "success_rate",
      read: ({ pair: { a, b } }) => ({ a: Number(a.success), b: Number(b.success) }),
    },
    ...listEvalMeasures(judged, { suffix: "", select: selectAll }),
    ...several.flatMap((name) =>
      listEvalMeasures(judged, { suffix: `: ${name}`, select: (pair) => selectOne(pair, name) }),
    ),
  ];
}

interface EvalSelection {
  /** Of the measure's name. */
  readonly suffix: string;
  readonly select: (pair: JudgedPair) => readonly PairJudgement[];
}

function listEvalMeasures(
  judged: readonly JudgedPair[],
  { suffix, select }: EvalSelection,
): readonly MeasureDefinition[] {
  const read = (value: (results: readonly EvalResult[]) => number) => (pair: JudgedPair) =>
    readSides(select(pair), value);
  const passRate = { ...shares, name: `pass_rate${suffix}`, read: read(passesAll) };
  const score = { ...shares, name: `score${suffix}`, read: read(meanScore) };
  if (judged.every((pair) => select(pair).length === 0)) return [];
  const isSame = judged.every((pair) => {
    const [passes, scores] = [passRate.read(pair), score.read(pair)];
    return passes?.a === scores?.a && passes?.b === scores?.b;
  });
  return isSame ? [passRate] : [passRate, score];
}

/** An eval that could not judge the pair leaves open whether it passes. */
function selectAll({ judgements, silent }: JudgedPair): readonly PairJudgement[] {
  return silent.some(({ why }) => why === "error") ? [] : judgements;
}

function selectOne({ judgements }: JudgedPair, name: string): readonly PairJudgement[] {
  return judgements.filter((judgement) => judgement.name === name);
}

function readSides(
  judgements: readonly PairJudgement[],
  value: (results: readonly EvalResult[]) => number,
): SideNumbers | null {
  if (judgements.length === 0) return null;
  return { a: value(judgements.map(({ a }) => a)), b: value(judgements.map(({ b }) => b)) };
}

function passesAll(results: readonly EvalResult[]): number {
  return Number(results.every(({ passed }) => passed));
}

function meanScore(results: readonly EvalResult[]): number {
  return meanOf(results.map(({ score }) => score)) ?? 0;
}
