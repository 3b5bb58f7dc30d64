import { type JudgeLabel, scoreLabel } from "../labels/judge-label.js";
import type { Rubric } from "../rubric/rubric.js";

/** A case of a run, as far as a draw needs it: what the judge said of its answers. */
export interface DrawnUnit {
  readonly id: string;
  /** The judge's scores of its answers; null: unscored. */
  readonly judged: readonly (number | null)[];
}

export interface DrawToLabelSettings<Unit extends DrawnUnit> {
  readonly units: readonly Unit[];
  readonly rubric: Pick<Rubric, "parts">;
  /** What is labelled already: it tells where the judge errs. */
  readonly labels: readonly JudgeLabel[];
  /** How many units are wanted. */
  readonly count: number;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
}

export interface ToLabel<Unit> {
  readonly unit: Unit;
  /** With what probability it was drawn. */
  readonly probability: number;
}

/** A person and a judge that differ by more than this disagree. */
const farApart = 0.25;

/**
 * Draws what people should label, and with what probability each unit was drawn. The interval of a corrected figure is
 * narrowest where a unit is drawn in proportion to the judge's error there (Neyman 1934, JRSS 97:558): that error is
 * estimated for each verdict of the judge, with one agreement and one error beside what is labelled. Systematic
 * sampling (Madow 1949) takes exactly `count` of them. Those that the judge gets wrong most often come first.
 */
export function drawToLabel<Unit extends DrawnUnit>(
  settings: DrawToLabelSettings<Unit>,
): readonly ToLabel<Unit>[] {
  const { units, count, random } = settings;
  const errorOf = countErrors(settings);
  const weighed = shuffle(units, random).map((unit) => ({
    unit,
    weight: Math.sqrt(Math.max(...unit.judged.map(errorOf), 1e-6)),
  }));
  const probabilities = toProbabilities(
    weighed.map(({ weight }) => weight),
    Math.min(count, units.length),
  );
  let reached = random();
  const drawn: (ToLabel<Unit> & { readonly weight: number })[] = [];
  for (const [at, { unit, weight }] of weighed.entries()) {
    const probability = probabilities[at] ?? 0;
    const before = Math.floor(reached);
    reached += probability;
    // A certain unit is taken whatever the last digits of the sum are.
    if (probability >= 1 || Math.floor(reached) > before) drawn.push({ unit, probability, weight });
  }
  return drawn
    .toSorted((left, right) => right.weight - left.weight)
    .map(({ unit, probability }) => ({ unit, probability }));
}

function countErrors<Unit extends DrawnUnit>({
  labels,
  rubric,
}: DrawToLabelSettings<Unit>): (judged: number | null) => number {
  const counts = new Map<string, { wrong: number; all: number }>();
  for (const label of labels) {
    const key = stratumOf(label.judged);
    const known = counts.get(key) ?? { wrong: 0, all: 0 };
    const isWrong =
      label.judged === null || Math.abs(scoreLabel(label, rubric) - label.judged) > farApart;
    counts.set(key, { wrong: known.wrong + (isWrong ? 1 : 0), all: known.all + 1 });
  }
  return (judged) => {
    const { wrong, all } = counts.get(stratumOf(judged)) ?? { wrong: 0, all: 0 };
    return (wrong + 1) / (all + 2);
  };
}

function stratumOf(judged: number | null): string {
  return judged === null ? "unscored" : judged.toFixed(1);
}

/** In proportion to the weights, none above 1, with the sum `count`. */
function toProbabilities(weights: readonly number[], count: number): readonly number[] {
  const certain = new Set<number>();
  for (;;) {
    const open = weights.map((weight, at) => (certain.has(at) ? 0 : weight));
    const total = open.reduce((sum, weight) => sum + weight, 0);
    const scale = total === 0 ? 0 : (count - certain.size) / total;
    const full = open.flatMap((weight, at) => (weight > 0 && weight * scale >= 1 ? [at] : []));
    if (full.length === 0) {
      return open.map((weight, at) => (certain.has(at) ? 1 : weight * scale));
    }
    for (const at of full) certain.add(at);
  }
}

function shuffle<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
