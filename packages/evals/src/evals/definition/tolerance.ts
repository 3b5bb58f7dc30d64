/** How far a number may lie from what is expected: the larger of the two counts. */
export interface Tolerance {
  /** In the number's own unit. Default: 0. */
  readonly tolerance?: number;
  /** As a share of the expected number: 0.01 is 1 %. Default: 0. */
  readonly relativeTolerance?: number;
}

/** Whether a number lies within the tolerance, both ends included, whatever the last digits of floating point are. */
export function isNear(value: number, expected: number, settings: Tolerance): boolean {
  const { tolerance = 0, relativeTolerance = 0 } = settings;
  const allowed = Math.max(tolerance, relativeTolerance * Math.abs(expected));
  if (allowed === 0) return value === expected;
  // 0.4 lies within 0.1 of 0.3, although their difference is 0.10000000000000003.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(value), Math.abs(expected));
  return Math.abs(value - expected) <= allowed + rounding;
}

/** Whether two JSON values are the same, each number of them within the tolerance. */
export function isAlike(value: unknown, expected: unknown, settings: Tolerance): boolean {
  if (typeof value === "number" && typeof expected === "number") {
    return isNear(value, expected, settings);
  }
  if (Array.isArray(value) && Array.isArray(expected)) {
    return (
      value.length === expected.length &&
      value.every((member, at) => isAlike(member, expected[at], settings))
    );
  }
  if (!isRecord(value) || !isRecord(expected)) return value === expected;
  const names = Object.keys(expected);
  return (
    names.length === Object.keys(value).length &&
    names.every(
      (name) => Object.hasOwn(value, name) && isAlike(value[name], expected[name], settings),
    )
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
