import { binomialCdf } from "../../statistics/distributions/binomial.js";
import { findRoot } from "../../statistics/distributions/find-root.js";
import { detectableShift } from "../../statistics/distributions/noncentral-t.js";
import { estimateMean } from "../../statistics/means/mean-estimate.js";
import { standardError as plainStandardError } from "../../statistics/means/standard-error.js";
import { plannedPower } from "./comparison.js";

interface SmallestDropSettings {
  readonly units: number;
  readonly standardError: number;
  readonly harmAlpha: number;
  readonly isSparse: boolean;
  /** What a drop adds to the square of the error, as a multiple of the drop: `varianceOfLoss`. */
  readonly varianceOfLoss: number;
}

/**
 * The smallest drop of graded scores that fails four times in five: by the noncentral t of the units; where nearly all of
 * them agree, so that their error says nothing, by counting how many units must lose all. 1 where none does.
 */
export function smallestGradedDrop(settings: SmallestDropSettings): number {
  const { units, standardError, harmAlpha, isSparse, varianceOfLoss: added } = settings;
  // The flips of so few units show nothing, whatever they are.
  if (units < 2 || 2 ** -units > harmAlpha) return 1;
  const shift = detectableShift({ degrees: units - 1, alpha: harmAlpha, power: plannedPower });
  // The root of drop = shift·√(error² + added·drop).
  const half = (shift * shift * added) / 2;
  const drop = half + Math.sqrt(half * half + (shift * standardError) ** 2);
  return Math.min(1, isSparse ? Math.max(drop, dropByCount(units, harmAlpha)) : drop);
}

/**
 * A drop adds disagreement, as `smallestShownDrop` says of scores of 0 and 1. Here it is taken to come in losses as large as
 * the differences that were seen, at a rate that makes their mean: by each pair it then adds `Σd²/Σ|d|` times the drop, which
 * is the drop itself where all differences are 0 or 1. Clusters add their design effect.
 */
export function varianceOfLoss(differences: readonly number[], standardError: number): number {
  const n = differences.length;
  const moved = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const squares = differences.reduce((sum, difference) => sum + difference * difference, 0);
  if (moved === 0) return 0;
  const alone = plainStandardError(differences);
  const effect = alone === 0 ? 1 : Math.max(1, (standardError / alone) ** 2);
  return (effect * squares) / moved / n;
}

function dropByCount(units: number, alpha: number): number {
  const losses = fewestLosses(units, alpha);
  if (losses === null) return 1;
  const at = (drop: number) => 1 - binomialCdf(losses - 1, units, drop) - plannedPower;
  return findRoot({ from: 0, to: 1, at, tolerance: 1e-6 });
}

/** How many units must lose a whole point, where the others are equal, until harm is shown. */
function fewestLosses(units: number, alpha: number): number | null {
  const clusters = Array.from({ length: units }, () => null);
  for (let losses = Math.ceil(-Math.log2(alpha)); losses <= units; losses += 1) {
    const values = clusters.map((_, index) => (index < losses ? -1 : 0));
    const bounds = { lower: -1, upper: 1 };
    if (estimateMean({ values, clusters, alpha, bounds }).interval.upper < 0) return losses;
  }
  return null;
}
