import { requireCount, requireNumber } from "../inputs/require-number.js";
import { requireNumbers } from "../inputs/require-numbers.js";
import { quantile } from "../means/quantile.js";
import { seededRandom } from "../resampling/seeded-random.js";

/** Numbers of one length each, such as embeddings. */
export type Vectors = readonly (readonly number[])[];

export interface MmdSettings {
  readonly left: Vectors;
  readonly right: Vectors;
  /** A whole number: the same seed draws the same permutations. */
  readonly seed: number;
  /** Default: 999, which tells p down to .001. */
  readonly permutations?: number;
  /** σ of the kernel, in the unit of the vectors. Default: the median distance of all pairs, of those that differ where most are equal. */
  readonly bandwidth?: number;
}

export interface MmdResult {
  /** The unbiased MMD², about 0 without drift, and so below 0 at times. */
  readonly statistic: number;
  /** `(1 + permutations as far apart)/(1 + permutations)`: never 0. */
  readonly p: number;
  /** 0 where all vectors are equal. */
  readonly bandwidth: number;
}

/**
 * The maximum mean discrepancy of two samples of vectors with the kernel `exp(−d²/(2σ²))`, unbiased, with a permutation test: whether
 * they come from one distribution, of any kind. It holds every pair's distance: 2,000 vectors in all take 32 MB.
 *
 * Source: Gretton, Borgwardt, Rasch, Schölkopf & Smola 2012, JMLR 13:723, equation 3 and §8 for the median; Phipson & Smyth 2010 for the p.
 *
 * @throws RangeError for fewer than two vectors on a side, vectors that differ in length, numbers that are not finite, a bandwidth that
 * is not above 0, a seed or permutations that are not whole.
 */
export function mmdTest(settings: MmdSettings): MmdResult {
  const { left, right, seed, permutations = 999 } = settings;
  requireVectors(settings);
  const by = "mmdTest";
  requireCount({ by, name: "seed", value: seed });
  requireCount({ by, name: "permutations", value: permutations, least: 1 });
  const size = left.length + right.length;
  const squares = measureSquares([...left, ...right]);
  const bandwidth = settings.bandwidth ?? medianDistance(squares, size);
  if (bandwidth === 0) return { statistic: 0, p: 1, bandwidth };
  const kernel = squares.map((square) => Math.exp(-square / (2 * bandwidth * bandwidth)));
  const measure = createMeasure(kernel, size, left.length);
  const order = Int32Array.from({ length: size }, (_, index) => index);
  const statistic = measure(order);
  const random = seededRandom(seed);
  // The same numbers added in another order differ in the last bits.
  const limit = statistic - 1e-12;
  let hits = 0;
  for (let drawn = 0; drawn < permutations; drawn += 1) {
    drawFirst(order, left.length, random);
    if (measure(order) >= limit) hits += 1;
  }
  return { statistic, p: (1 + hits) / (1 + permutations), bandwidth };
}

function requireVectors({ left, right, bandwidth }: MmdSettings): void {
  const by = "mmdTest";
  const length = left[0]?.length ?? 0;
  for (const [name, vectors] of Object.entries({ left, right })) {
    requireCount({ by, name: `the number of ${name}`, value: vectors.length, least: 2 });
    for (const [index, values] of vectors.entries()) {
      if (values.length !== length) {
        throw new RangeError(
          `${by} needs vectors of one length: ${name}[${index}] has ${values.length} numbers, left[0] has ${length}. Embed both sides by one model.`,
        );
      }
      requireNumbers({ by, name: `${name}[${index}]`, values });
    }
  }
  if (bandwidth !== undefined) requireNumber({ by, name: "bandwidth", value: bandwidth, above: 0 });
}

/** The squared distance of each two vectors, as a square table. */
function measureSquares(vectors: Vectors): Float64Array {
  const size = vectors.length;
  const squares = new Float64Array(size * size);
  for (const [row, one] of vectors.entries()) {
    for (let column = 0; column < row; column += 1) {
      const other = vectors[column] ?? [];
      let square = 0;
      for (let at = 0; at < one.length; at += 1) square += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
      squares[row * size + column] = square;
      squares[column * size + row] = square;
    }
  }
  return squares;
}

function medianDistance(squares: Float64Array, size: number): number {
  const distances: number[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < row; column += 1) {
      distances.push(Math.sqrt(squares[row * size + column] ?? 0));
    }
  }
  const median = quantile(distances, 0.5);
  if (median > 0) return median;
  const apart = distances.filter((distance) => distance > 0);
  return apart.length === 0 ? 0 : quantile(apart, 0.5);
}

/** MMD² of the first n vectors of an order against the others. One pass over the smaller half of the table suffices: sums of whole rows are known. */
function createMeasure(kernel: Float64Array, size: number, n: number) {
  const m = size - n;
  const rowSums = new Float64Array(size);
  for (let at = 0; at < kernel.length; at += 1) {
    const row = Math.floor(at / size);
    rowSums[row] = (rowSums[row] ?? 0) + (kernel[at] ?? 0);
  }
  const total = rowSums.reduce((sum, value) => sum + value, 0);
  return (order: Int32Array) => {
    let within = 0;
    let rows = 0;
    for (let one = 0; one < n; one += 1) {
      const row = order[one] ?? 0;
      rows += rowSums[row] ?? 0;
      for (let other = 0; other < one; other += 1)
        within += kernel[row * size + (order[other] ?? 0)] ?? 0;
    }
    // The table holds each pair twice, and each vector with itself, whose kernel is 1.
    const left = 2 * within;
    const across = rows - left - n;
    const right = total - size - left - 2 * across;
    return left / (n * (n - 1)) + right / (m * (m - 1)) - (2 * across) / (n * m);
  };
}

/** Draws which n vectors come first: the first steps of Fisher and Yates' shuffle. */
function drawFirst(order: Int32Array, n: number, random: () => number): void {
  for (let at = 0; at < n; at += 1) {
    const from = at + Math.floor(random() * (order.length - at));
    const kept = order[at] ?? 0;
    order[at] = order[from] ?? 0;
    order[from] = kept;
  }
}
