import { studentTQuantile } from "../distributions/student-t.js";
import { requireNumber, requireOpenShare } from "../inputs/require-number.js";
import type { Interval } from "../means/interval.js";
import { mean } from "../means/standard-error.js";
import { sum } from "../means/sum.js";

export interface JudgedOutput {
  /** The judge's score. */
  readonly judged: number;
  /** A person's score of the same output; null where nobody labelled it. */
  readonly label: number | null;
  /** With which the output was drawn for labelling, 0 < π ≤ 1; read where there is a label. Default: the same for all. */
  readonly probability?: number;
}

export interface PpiSettings {
  /** All outputs of the comparison, labelled or not: each once, and each independent of the others. */
  readonly outputs: readonly JudgedOutput[];
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
  /** How far the judge is trusted, 0 to 1. Default: estimated, so that the error is least. */
  readonly lambda?: number;
}

export interface PpiEstimate {
  /** Of the labels' mean over all outputs. */
  readonly estimate: number;
  readonly standardError: number;
  /** By Student's t with as many degrees of freedom as there are labels, less one. */
  readonly interval: Interval;
  /** 0: labels alone; 1: plain prediction-powered inference. */
  readonly lambda: number;
  readonly labels: number;
  readonly outputs: number;
  /** What it would be with λ = 0, and with λ = 1: with a weak judge the latter is the larger. */
  readonly labelsAloneError: number;
  readonly plainError: number;
}

/**
 * Prediction-powered inference with a power-tuned λ: the mean that people would give to all outputs, from the judge's scores of all and
 * people's of some: `λ·mean(f) + mean_w(Y − λ·f)`, f averaged over all outputs, the second mean over the labelled ones with weights 1/π
 * (Hájek). In the notation of the paper, where f is averaged over the outputs without labels, its λ is this one times N/(n + N).
 *
 * The variance is that of the influence `λ(f − f̄) + (R/π)(Y − Ȳ_w − λ(f − f̄_w))` over all outputs, R whether it is labelled, with the
 * factor n/(n − 1); λ minimises it, cut to [0, 1]. With equal π that is `λ²·var(f)/N + var(Y − λf)/n`.
 *
 * Source: Angelopoulos, Duchi & Zrnic 2023, "PPI++", arXiv 2311.01453; the weights: Zrnic & Candès 2024, arXiv 2403.03208; Särndal,
 * Swensson & Wretman 1992, §6.
 *
 * @throws RangeError for fewer than two labels, a score that is not finite, a probability that is not in (0, 1] or is given for some of
 * the labels only, a λ outside of [0, 1], and a confidence that is not between 0 and 1.
 */
export function ppiPlusPlus({ outputs, confidence, lambda }: PpiSettings): PpiEstimate {
  const by = "ppiPlusPlus";
  requireOpenShare({ by, name: "confidence", value: confidence });
  if (lambda !== undefined) requireNumber({ by, name: "lambda", value: lambda, least: 0, most: 1 });
  const rows = readOutputs(outputs);
  const labels = rows.filter((row) => row.weight > 0).length;
  const judged = mean(rows.map((row) => row.judged));
  const label = mean(rows.map((row) => row.weight * row.label));
  const labelledJudged = mean(rows.map((row) => row.weight * row.judged));
  // The influence of each output is alone + λ · added: on the labels' own mean, and on what a unit of λ changes of it.
  const alone = rows.map((row) => row.weight * (row.label - label));
  const added = rows.map((row) => row.judged - judged - row.weight * (row.judged - labelledJudged));
  const chosen = lambda ?? findLambda(alone, added);
  const errorAt = (share: number) => {
    const squares = alone.map((value, index) => (value + share * (added[index] ?? 0)) ** 2);
    // Their mean is 0 by construction.
    return Math.sqrt((sum(squares) * labels) / (labels - 1)) / rows.length;
  };
  const estimate = label + chosen * (judged - labelledJudged);
  const standardError = errorAt(chosen);
  const reach = studentTQuantile(0.5 + confidence / 2, labels - 1) * standardError;
  return {
    estimate,
    standardError,
    interval: { lower: estimate - reach, upper: estimate + reach },
    lambda: chosen,
    labels,
    outputs: rows.length,
    labelsAloneError: errorAt(0),
    plainError: errorAt(1),
  };
}

interface WeightedOutput {
  readonly judged: number;
  /** 0 where there is none: its weight is 0 then. */
  readonly label: number;
  /** 1/π, scaled so that the weights add up to the number of outputs; 0 without a label. */
  readonly weight: number;
}

function readOutputs(outputs: readonly JudgedOutput[]): readonly WeightedOutput[] {
  const by = "ppiPlusPlus";
  const labelled = outputs.filter((output) => output.label !== null);
  if (labelled.length < 2) {
    throw new RangeError(
      `${by} needs at least 2 outputs with a label, not ${labelled.length}. Label more.`,
    );
  }
  const known = labelled.filter((output) => output.probability !== undefined).length;
  if (known !== 0 && known !== labelled.length) {
    throw new RangeError(
      `${by} needs the probability of each labelled output or of none, not of ${known} in ${labelled.length}. Leave out labels that were drawn in an unknown way.`,
    );
  }
  const plain = outputs.map((output, index) => readOutput(output, index));
  const scale = plain.length / sum(plain.map((row) => row.weight));
  return plain.map(({ judged, label, weight }) => ({ judged, label, weight: weight * scale }));
}

function readOutput(
  { judged, label, probability = 1 }: JudgedOutput,
  index: number,
): WeightedOutput {
  const by = "ppiPlusPlus";
  requireNumber({ by, name: `outputs[${index}].judged`, value: judged });
  if (label === null) return { judged, label: 0, weight: 0 };
  requireNumber({ by, name: `outputs[${index}].label`, value: label });
  const name = `outputs[${index}].probability`;
  requireNumber({ by, name, value: probability, above: 0, most: 1 });
  return { judged, label, weight: 1 / probability };
}

/** The λ in [0, 1] at which alone + λ · added varies least. */
function findLambda(alone: readonly number[], added: readonly number[]): number {
  const spread = sum(added.map((value) => value * value));
  if (spread === 0) return 0;
  const common = sum(added.map((value, index) => value * (alone[index] ?? 0)));
  return Math.min(1, Math.max(0, -common / spread));
}
