const flips = 9_999;

/**
 * The chance of a sum as low as the one seen if each value's sign were a coin's: exact where candidate and
 * baseline are exchangeable, whatever the shape of the scores (Fisher's randomisation test).
 * Up to 13 values that are not 0 all patterns are counted, above that 9,999 drawn with a fixed seed;
 * `(1 + hits)/(1 + draws)` keeps the test valid (Phipson & Smyth 2010). Give sums by cluster where there are any.
 */
export function signFlipTest(values: readonly number[]): number {
  // Sorted, because the drawn pattern must not depend on the order in which cases finished.
  const moved = values.filter((value) => value !== 0).sort((left, right) => left - right);
  if (moved.length === 0) return 1;
  // Sums are compared with a tolerance: the same numbers added in another order differ in the last bit.
  const limit = sum(moved) + 1e-9;
  return moved.length <= 13 ? countAllPatterns(moved, limit) : drawPatterns(moved, limit);
}

function countAllPatterns(values: readonly number[], limit: number): number {
  const patterns = 2 ** values.length;
  let hits = 0;
  for (let pattern = 0; pattern < patterns; pattern += 1) {
    let total = 0;
    for (const [index, value] of values.entries()) {
      total += (pattern >> index) & 1 ? -value : value;
    }
    if (total <= limit) hits += 1;
  }
  return hits / patterns;
}

function drawPatterns(values: readonly number[], limit: number): number {
  const numbers = Float64Array.from(values);
  const draw = createWordSource(0x9e3779b9);
  let hits = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    if (drawSum(numbers, draw) <= limit) hits += 1;
  }
  return (1 + hits) / (1 + flips);
}

/** A sum with coin-tossed signs; one word of the source tosses for 32 values. */
function drawSum(numbers: Float64Array, draw: () => number): number {
  let total = 0;
  let word = 0;
  for (let index = 0; index < numbers.length; index += 1) {
    word = index % 32 === 0 ? draw() : word << 1;
    // Without a branch, which no processor could predict: the sign of the word as −1 or 1.
    total -= ((word >> 31) | 1) * (numbers[index] ?? 0);
  }
  return total;
}

/** Marsaglia's xorshift32. */
function createWordSource(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
