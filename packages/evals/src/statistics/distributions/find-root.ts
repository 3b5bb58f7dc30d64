interface FindRootSettings {
  readonly from: number;
  readonly to: number;
  /** Of opposite signs at the two ends. */
  readonly at: (value: number) => number;
  /** How far the answer may lie from the root. */
  readonly tolerance: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a function crosses 0 between two ends: inverse quadratic steps where they are safe, else halves. For functions that
 * are dear to compute: about ten calls where `bisect` takes forty. Where it does not cross: the end that is nearer to 0.
 *
 * Source: Chandrupatla 1997, Advances in Engineering Software 28:145.
 */
export function findRoot({ from, to, at, tolerance }: FindRootSettings): number {
  const measure = (x: number): Point => ({ x, y: at(x) });
  let a = measure(from);
  let b = measure(to);
  if (Math.sign(a.y) === Math.sign(b.y)) return nearerToZero(a, b).x;
  let step = 0.5;
  for (;;) {
    const next = measure(a.x + step * (b.x - a.x));
    const isSameSide = Math.sign(next.y) === Math.sign(a.y);
    const c = isSameSide ? a : b;
    if (!isSameSide) b = a;
    a = next;
    const nearest = nearerToZero(a, b);
    const least = tolerance / Math.abs(b.x - c.x);
    if (nearest.y === 0 || !(least <= 0.5)) return nearest.x;
    step = Math.min(1 - least, Math.max(least, chooseStep(a, b, c)));
  }
}

function nearerToZero(left: Point, right: Point): Point {
  return Math.abs(left.y) < Math.abs(right.y) ? left : right;
}

/** How far to go from a to b, as a share: to the root of the inverse parabola through all three, or half the way. */
function chooseStep(a: Point, b: Point, c: Point): number {
  const xi = (a.x - b.x) / (c.x - b.x);
  const phi = (a.y - b.y) / (c.y - b.y);
  if (!(phi * phi < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  return (
    ((a.y / (b.y - a.y)) * c.y) / (b.y - c.y) +
    ((((c.x - a.x) / (b.x - a.x)) * a.y) / (c.y - a.y)) * (b.y / (c.y - b.y))
  );
}
