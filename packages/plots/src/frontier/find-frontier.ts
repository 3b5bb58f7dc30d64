/**
 * The points that no other one beats: none costs at most as much and is at least as good, and better in one of the two. Points that
 * are equal in both are all on it. In the order that they were given.
 */
export function findFrontier<Point extends { readonly cost: number; readonly quality: number }>(
  points: readonly Point[],
): readonly Point[] {
  return points.filter(
    (point) =>
      !points.some(
        (other) =>
          other.cost <= point.cost &&
          other.quality >= point.quality &&
          (other.cost < point.cost || other.quality > point.quality),
      ),
  );
}
