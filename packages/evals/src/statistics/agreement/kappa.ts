import { normalQuantile } from "../distributions/normal-distribution.js";
import { requireOpenShare } from "../inputs/require-number.js";
import { requireNumbers } from "../inputs/require-numbers.js";
import type { Interval } from "../means/interval.js";
import { tieBound } from "../means/tie-bound.js";
import { type ConfusionMatrix, largeSampleError, sumCells, toShares } from "./confusion-matrix.js";

export interface KappaSettings {
  readonly matrix: ConfusionMatrix;
  /** How near two categories are: `none` counts only equal ones, the others `1 − distance` and `1 − distance²`. Default: `none`. */
  readonly weights?: "none" | "linear" | "quadratic";
  /** Where the categories lie, for the distances: ascending. Default: 0, 1, 2 …, equally far apart. */
  readonly positions?: readonly number[];
  /** Two-sided. Default: 0.95. */
  readonly confidence?: number;
}

/** What two raters have in common beyond chance. */
export interface Agreement {
  readonly n: number;
  /** The share of items on which both agree, with weights where there are any. */
  readonly observed: number;
  /** The share that chance alone would give. */
  readonly expected: number;
  /** `(observed − expected)/(1 − expected)`; null where chance alone would agree on everything. */
  readonly coefficient: number | null;
  /** Of the large sample; null with the coefficient. 0 where all items agree, which tells nothing: see the interval. */
  readonly standardError: number | null;
  /** Two-sided, from −1 to 1; null with the coefficient. */
  readonly interval: Interval | null;
}

/**
 * Cohen's kappa of two raters, with or without weights. [[20, 5], [10, 15]]: .40. Look at `observed`, `ac1` and the matrix too: where
 * nearly all items are of one category, raters who agree on 90 % have a kappa of −.05.
 *
 * The interval is normal, with the large-sample variance; where all items agree, it is from `1 − d/(1 − expected)` to 1, d the largest
 * share of disagreements of which n items may show none (`1 − (α/2)^(1/n)`, Clopper & Pearson 1934).
 *
 * Source: Cohen 1960 and 1968; the variance of Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72:323, as statsmodels' `cohens_kappa`.
 *
 * @throws RangeError for a matrix that is not square or holds no counts, positions that do not ascend or are not one a category, and a
 * confidence that is not between 0 and 1.
 */
export function kappa(settings: KappaSettings): Agreement {
  const { matrix, weights = "none", confidence = 0.95 } = settings;
  const by = "kappa";
  const shares = toShares(by, matrix);
  const positions = settings.positions ?? matrix.map((_, index) => index);
  requirePositions(positions, matrix.length);
  const weigh = createWeights(weights, positions);
  const { rows, columns } = shares;
  const observed = sumCells(shares, weigh);
  const chance = rows.map((row) => columns.map((column) => row * column));
  const expected = sumCells({ cells: chance }, weigh);
  // How the expected share moves with one more item in a cell: by its row and by its column.
  const rowMeans = rows.map((_, row) => dot(columns, (column) => weigh(row, column)));
  const columnMeans = columns.map((_, column) => dot(rows, (row) => weigh(row, column)));
  const error = largeSampleError(shares, (row, column) => {
    const moved = (rowMeans[row] ?? 0) + (columnMeans[column] ?? 0);
    return (weigh(row, column) * (1 - expected) - moved * (1 - observed)) / (1 - expected) ** 2;
  });
  return toAgreement({ by, n: shares.n, observed, expected, error, confidence });
}

interface AgreementParts {
  readonly by: string;
  readonly n: number;
  readonly observed: number;
  readonly expected: number;
  readonly error: number;
  readonly confidence: number;
}

/** The coefficient and its interval. Throws RangeError for a confidence that is not between 0 and 1. */
export function toAgreement(parts: AgreementParts): Agreement {
  const { by, n, observed, expected, error, confidence } = parts;
  requireOpenShare({ by, name: "confidence", value: confidence });
  const known = { n, observed, expected };
  if (1 - expected < 1e-12) {
    return { ...known, coefficient: null, standardError: null, interval: null };
  }
  const coefficient = (observed - expected) / (1 - expected);
  if (1 - observed < 1e-12) {
    const lower = 1 - tieBound(n, (1 - confidence) / 2) / (1 - expected);
    const interval = { lower: Math.max(-1, lower), upper: 1 };
    return { ...known, coefficient: 1, standardError: 0, interval };
  }
  const reach = normalQuantile(0.5 + confidence / 2) * error;
  const interval = {
    lower: Math.max(-1, coefficient - reach),
    upper: Math.min(1, coefficient + reach),
  };
  return { ...known, coefficient, standardError: error, interval };
}

function createWeights(
  weights: "none" | "linear" | "quadratic",
  positions: readonly number[],
): (row: number, column: number) => number {
  const range = (positions.at(-1) ?? 1) - (positions[0] ?? 0);
  const distance = (row: number, column: number) =>
    Math.abs((positions[row] ?? 0) - (positions[column] ?? 0)) / range;
  if (weights === "none") return (row, column) => (row === column ? 1 : 0);
  if (weights === "linear") return (row, column) => 1 - distance(row, column);
  return (row, column) => 1 - distance(row, column) ** 2;
}

function requirePositions(positions: readonly number[], categories: number): void {
  requireNumbers({ by: "kappa", name: "positions", values: positions });
  const isAscending = positions.every(
    (value, index) => index === 0 || value > (positions[index - 1] ?? 0),
  );
  if (isAscending && positions.length === categories) return;
  throw new RangeError(
    `kappa needs one of positions for each of ${categories} categories, ascending, not ${positions.join(", ")}. Sort the categories.`,
  );
}

function dot(values: readonly number[], weigh: (index: number) => number): number {
  return values.reduce((total, value, index) => total + value * weigh(index), 0);
}
