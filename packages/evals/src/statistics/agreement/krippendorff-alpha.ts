/** A rating; null where the rater did not rate the unit. Text only for nominal ratings. */
export type Rating = number | string | null;

export interface KrippendorffSettings {
  /** A row a unit, in it each rater's rating. Rows may differ in length: who rated what is not used. */
  readonly units: readonly (readonly Rating[])[];
  /** `nominal` equal or not, `ordinal` ranks, `interval` differences, `ratio` differences by sums (of numbers of at least 0). */
  readonly level: "nominal" | "ordinal" | "interval" | "ratio";
}

export interface KrippendorffResult {
  /** 1: agreement; 0: as by chance. Null where no two ratings of pairable units differ, so that nothing can be told. */
  readonly alpha: number | null;
  /** Units of two ratings or more; others say nothing of agreement and are left out. */
  readonly units: number;
  /** In these units. */
  readonly ratings: number;
}

/** Two ratings' places among the values that were seen. */
type Distance = (left: number, right: number) => number;

/**
 * Krippendorff's alpha: the agreement of any number of raters, with gaps: `1 − D_o/D_e`, the disagreement seen within units by that
 * among all ratings.
 *
 * Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", whose example has .743 (nominal), .815 (ordinal),
 * .849 (interval), .797 (ratio).
 *
 * @throws RangeError for text or a number that is not finite at another level than `nominal`, and for numbers below 0 at `ratio`.
 */
export function krippendorffAlpha({ units, level }: KrippendorffSettings): KrippendorffResult {
  const rated = units
    .map((unit) => unit.filter((rating) => rating !== null))
    .filter((unit) => unit.length >= 2);
  const values = findValues(rated.flat(), level);
  const places = new Map(values.map((value, index) => [value, index]));
  const counted = rated.map((unit) => countPlaces(unit, places));
  const totals = values.map((_, place) =>
    counted.reduce((all, unit) => all + (unit[place] ?? 0), 0),
  );
  const distance = createDistance(level, values, totals);
  const ratings = totals.reduce((all, count) => all + count, 0);
  const expected = sumPairs(totals, distance) / (ratings - 1);
  const observed = rated.reduce(
    (all, unit, index) => all + sumPairs(counted[index] ?? [], distance) / (unit.length - 1),
    0,
  );
  return {
    alpha: expected > 0 ? 1 - observed / expected : null,
    units: rated.length,
    ratings,
  };
}

/** The distinct ratings, numbers ascending. */
function findValues(
  ratings: readonly (number | string)[],
  level: KrippendorffSettings["level"],
): readonly (number | string)[] {
  if (level === "nominal") return [...new Set(ratings)];
  for (const rating of ratings) {
    if (
      typeof rating === "number" &&
      Number.isFinite(rating) &&
      (level !== "ratio" || rating >= 0)
    ) {
      continue;
    }
    const needed = level === "ratio" ? "numbers of at least 0" : "finite numbers";
    throw new RangeError(
      `krippendorffAlpha needs ${needed} as ratings at the level "${level}", not ${JSON.stringify(rating)}. Number the categories, or take "nominal".`,
    );
  }
  return [...new Set(ratings)].sort((left, right) => Number(left) - Number(right));
}

function countPlaces(
  unit: readonly (number | string)[],
  places: ReadonlyMap<number | string, number>,
): readonly number[] {
  const counts = Array.from(places, () => 0);
  for (const rating of unit) {
    const place = places.get(rating) ?? 0;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** The squared distance of every ordered pair of two ratings, added up. */
function sumPairs(counts: readonly number[], distance: Distance): number {
  let total = 0;
  for (const [left, many] of counts.entries()) {
    if (many === 0) continue;
    for (const [right, others] of counts.entries()) total += many * others * distance(left, right);
  }
  return total;
}

function createDistance(
  level: KrippendorffSettings["level"],
  values: readonly (number | string)[],
  totals: readonly number[],
): Distance {
  if (level === "nominal") return (left, right) => (left === right ? 0 : 1);
  const numbers = level === "ordinal" ? middleRanks(totals) : values.map(Number);
  return (left, right) => {
    const [one = 0, other = 0] = [numbers[left], numbers[right]];
    if (one === other) return 0;
    return level === "ratio" ? ((one - other) / (one + other)) ** 2 : (one - other) ** 2;
  };
}

/** How many ratings lie below each value, and half of those that equal it: Σ_{g=c}^{k} n_g − (n_c + n_k)/2 is their difference. */
function middleRanks(totals: readonly number[]): readonly number[] {
  let below = 0;
  return totals.map((count) => {
    below += count;
    return below - count / 2;
  });
}
