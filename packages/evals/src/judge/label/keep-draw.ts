import { type JudgeLabel, toLabelId } from "../labels/judge-label.js";
import type { ToLabel } from "./draw-to-label.js";
import type { LabelUnit } from "./to-label-units.js";

/**
 * Labels with the probabilities of a draw that people labelled to its end. What is labelled of the run beside it was
 * not drawn, and keeps no probability: only one draw may say how much a label counts.
 */
export function keepDraw(
  labels: readonly JudgeLabel[],
  units: readonly LabelUnit[],
  drawn: readonly ToLabel<LabelUnit>[],
): readonly JudgeLabel[] {
  const probabilities = new Map<string, number | null>();
  for (const { items } of units) for (const item of items) probabilities.set(toLabelId(item), null);
  for (const { unit, probability } of drawn) {
    for (const item of unit.items) probabilities.set(toLabelId(item), probability);
  }
  return labels.map((label) => {
    const probability = probabilities.get(toLabelId(label));
    return probability === undefined ? label : { ...label, probability };
  });
}
