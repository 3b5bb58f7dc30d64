import { requireCount } from "../inputs/require-number.js";
import { sum } from "../means/sum.js";

/** Counts: a row for each category of the one rater, a column for each of the other, in the same order. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** One item's two ratings. */
export type RatedPair<Category> = readonly [Category, Category];

/**
 * How often each pair of ratings was given: rows are the first rater's categories, columns the second's, both in the order of
 * `categories`.
 *
 * @throws RangeError for a rating that is none of the categories.
 */
export function confusionMatrix<Category>(
  pairs: readonly RatedPair<Category>[],
  categories: readonly Category[],
): ConfusionMatrix {
  const places = new Map(categories.map((category, index) => [category, index]));
  const counts = categories.map(() => categories.map(() => 0));
  for (const [index, [first, second]] of pairs.entries()) {
    const row = counts[find(places, first, index)] ?? [];
    const column = find(places, second, index);
    row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}

function find<Category>(
  places: ReadonlyMap<Category, number>,
  category: Category,
  index: number,
): number {
  const place = places.get(category);
  if (place !== undefined) return place;
  const known = [...places.keys()].map(String).join(", ");
  throw new RangeError(
    `confusionMatrix has no category "${String(category)}", which pair ${index} holds. It has: ${known}. Add it, or leave the pair out.`,
  );
}

/** A confusion matrix as shares of all, with the shares of each category by rater. */
export interface Shares {
  readonly n: number;
  readonly cells: ConfusionMatrix;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Throws RangeError for a matrix that is not square, has fewer than two categories or no counts, or holds what is no count. */
export function toShares(by: string, matrix: ConfusionMatrix): Shares {
  const size = matrix.length;
  if (size < 2 || matrix.some((row) => row.length !== size)) {
    throw new RangeError(
      `${by} needs a square matrix of two categories or more, not ${size} rows of ${matrix.map((row) => row.length).join(", ")}. Build it with confusionMatrix.`,
    );
  }
  for (const [row, counts] of matrix.entries()) {
    for (const [column, value] of counts.entries()) {
      requireCount({ by, name: `matrix[${row}][${column}]`, value });
    }
  }
  const n = sum(matrix.flat());
  if (n === 0) throw new RangeError(`${by} needs at least one rated item, and matrix has none.`);
  const cells = matrix.map((row) => row.map((count) => count / n));
  return {
    n,
    cells,
    rows: cells.map(sum),
    columns: cells.map((_, column) => sum(cells.map((row) => row[column] ?? 0))),
  };
}

/** Σ over all cells of share · value(row, column). */
export function sumCells(
  { cells }: Pick<Shares, "cells">,
  value: (row: number, column: number) => number,
): number {
  return sum(cells.map((row, at) => sum(row.map((share, column) => share * value(at, column)))));
}

/**
 * The large-sample standard error of a function of multinomial shares, from its slope by each cell's share (the delta method):
 * `sqrt((Σ p·g² − (Σ p·g)²)/n)`.
 */
export function largeSampleError(
  shares: Shares,
  slope: (row: number, column: number) => number,
): number {
  const centre = sumCells(shares, slope);
  const spread = sumCells(shares, (row, column) => (slope(row, column) - centre) ** 2);
  return Math.sqrt(spread / shares.n);
}
