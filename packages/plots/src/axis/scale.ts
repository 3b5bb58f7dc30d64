import { nice, ticks } from "d3-array";
import { formatValue, type Unit } from "./unit.js";

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** From values to places on a line. */
export interface Scale {
  /** Where a value stands; one beyond the ends stands at the end. */
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
}

interface ScaleSettings {
  /** What has to be seen; those that are not finite are passed over. */
  readonly values: readonly number[];
  /** Where the least and the largest value stand. */
  readonly from: number;
  readonly to: number;
  readonly unit: Unit;
  /** About how many ticks. */
  readonly count: number;
  /** The ends themselves. Default: round numbers around the values. */
  readonly ends?: readonly [number, number] | undefined;
}

/** Beyond it differences of two values are no numbers any more. */
const largest = 1e300;

export function createLinearScale(settings: ScaleSettings): Scale {
  const { values, from, to, unit, count } = settings;
  const [lower, upper] = settings.ends ?? nice(...spread(values), count);
  const width = upper - lower;
  const marks = ticks(lower, upper, count);
  const [first = 0, second = first] = marks;
  const decimals = decimalsOf((second - first) * (isHundredfold(unit) ? 100 : 1));
  return {
    at: (value) => {
      const share = (clamp(value, lower, upper) - lower) / width;
      return from + share * (to - from);
    },
    ticks: marks.map((value) => ({
      value,
      label: unit === "ms" ? formatValue(value, unit) : formatValue(value, unit, decimals),
    })),
  };
}

/** Powers of ten and their 2 and 5 between the values, which are above 0. Where these span less than a few of them: linear. */
export function createLogScale(settings: ScaleSettings): Scale {
  const { values, from, to, unit } = settings;
  const [least, most] = spread(values.filter((value) => value > 0));
  if (!(least > 0) || most / least < 20) return createLinearScale(settings);
  const [lower, upper] = [Math.log10(least), Math.log10(most)];
  const room = (upper - lower) * 0.06;
  const [start, end] = [lower - room, upper + room];
  const decades = Array.from({ length: Math.ceil(end) - Math.floor(start) + 1 }, (_, step) => {
    return 10 ** (Math.floor(start) + step);
  });
  const every = Math.max(1, Math.ceil(decades.length / settings.count));
  const steps = decades.length > 3 ? [1] : [1, 2, 5];
  const marks = decades
    .filter((_, at) => at % every === 0)
    .flatMap((decade) => steps.map((step) => step * decade))
    .filter((value) => Math.log10(value) >= start && Math.log10(value) <= end);
  return {
    at: (value) => {
      const place = clamp(Math.log10(Math.max(value, Number.MIN_VALUE)), start, end);
      return from + ((place - start) / (end - start)) * (to - from);
    },
    ticks: marks.map((value) => {
      const decimals = Math.min(8, Math.max(0, -Math.floor(Math.log10(value) + 1e-9)));
      return { value, label: formatValue(value, unit, unit === "ms" ? undefined : decimals) };
    }),
  };
}

/** The least and the largest finite value, apart: where all are equal, room is made around them. */
function spread(values: readonly number[]): readonly [number, number] {
  let [lower, upper] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const held = clamp(value, -largest, largest);
    lower = Math.min(lower, held);
    upper = Math.max(upper, held);
  }
  if (lower > upper) return [0, 1];
  const size = Math.max(Math.abs(lower), Math.abs(upper));
  if (size < 1e-100) return [0, 1];
  if (upper - lower > size * 1e-9) return [lower, upper];
  return [lower - size * 0.1, upper + size * 0.1];
}

/** How many decimals tell two ticks of this distance apart. */
function decimalsOf(step: number): number {
  const size = Math.abs(step);
  if (size === 0 || size >= 1) return 0;
  return Math.min(8, Math.ceil(-Math.log10(size) - 1e-9));
}

function isHundredfold(unit: Unit): boolean {
  return unit === "share" || unit === "points";
}

function clamp(value: number, lower: number, upper: number): number {
  return Math.min(upper, Math.max(lower, value));
}
