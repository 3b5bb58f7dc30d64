import { sum } from "../means/sum.js";
import { type ConfusionMatrix, largeSampleError, sumCells, toShares } from "./confusion-matrix.js";
import { type Agreement, toAgreement } from "./kappa.js";

export interface Ac1Settings {
  readonly matrix: ConfusionMatrix;
  /** Two-sided. Default: 0.95. */
  readonly confidence?: number;
}

/**
 * Gwet's AC1 of two raters: kappa with the chance agreement `Σ π(1 − π)/(K − 1)`, π the mean of both raters' shares of a category.
 * It does not fall where nearly all items are of one category: [[90, 5], [5, 0]] has .89, where kappa is −.05. Its interval is made as
 * that of `kappa`.
 *
 * Source: Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29; the variance by the delta method, over n.
 *
 * @throws RangeError for a matrix that is not square or holds no counts, and a confidence that is not between 0 and 1.
 */
export function ac1({ matrix, confidence = 0.95 }: Ac1Settings): Agreement {
  const by = "ac1";
  const shares = toShares(by, matrix);
  const others = matrix.length - 1;
  const both = shares.rows.map((row, index) => (row + (shares.columns[index] ?? 0)) / 2);
  const observed = sumCells(shares, (row, column) => (row === column ? 1 : 0));
  const expected = sum(both.map((share) => share * (1 - share))) / others;
  const error = largeSampleError(shares, (row, column) => {
    const moved = (1 - (both[row] ?? 0) - (both[column] ?? 0)) / others;
    const agrees = row === column ? 1 : 0;
    return (agrees * (1 - expected) - moved * (1 - observed)) / (1 - expected) ** 2;
  });
  return toAgreement({ by, n: shares.n, observed, expected, error, confidence });
}
