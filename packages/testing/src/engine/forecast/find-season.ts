/** A season is taken for one where it explains this share of what the level leaves unexplained. */
const leastExplained = 0.6;

/**
 * What the season adds to the level in a week: the mean deviation of all weeks at the same place of
 * the period that explains the past best, or nothing where no period explains it well. A period
 * must have been seen at least twice.
 */
export function findSeason(
  sales: readonly number[],
  level: (week: number) => number,
): (week: number) => number {
  const rest = sales.map((value, week) => value - level(week));
  const total = sumOfSquares(rest);
  let best = { explained: leastExplained, at: (_week: number) => 0 };
  for (let period = 2; period * 2 <= sales.length; period += 1) {
    const at = averageByPlace(rest, period);
    const left = sumOfSquares(rest.map((value, week) => value - at(week)));
    const explained = total === 0 ? 0 : 1 - left / total;
    // A multiple of the true period explains no less: it has to do clearly better.
    if (explained > best.explained + 0.02) best = { explained, at };
  }
  return best.at;
}

function averageByPlace(rest: readonly number[], period: number): (week: number) => number {
  const means = Array.from({ length: period }, (_, place) => {
    const values = rest.filter((_value, week) => week % period === place);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return (week) => means[week % period] ?? 0;
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0);
}
