import { drawLeftAxis } from "../axis/draw-axis.js";
import { createLinearScale, type Scale } from "../axis/scale.js";
import { formatValue, type Unit } from "../axis/unit.js";
import {
  drawLine,
  drawText,
  isPhone,
  type Plot,
  type PlotSettings,
  plotWidth,
  toSvg,
} from "../layout/plot.js";
import { type Markup, markup } from "../markup/markup.js";

export interface DifferencesSettings extends PlotSettings {
  /** First side minus second, one for each pair; those that are not finite are left out, and counted. */
  readonly differences: readonly number[];
  readonly unit: Unit;
  /** What a difference below, of and above 0 is called. Default: worse, equal, better. */
  readonly words?: {
    readonly below: string;
    readonly equal: string;
    readonly above: string;
  };
}

const defaultWords = { below: "worse", equal: "equal", above: "better" };
const top = 34;
const height = 190;

/** The difference of each pair, from the lowest to the highest, as a silhouette around 0. */
export function plotDifferences(settings: DifferencesSettings): Plot {
  const { differences, unit, words = defaultWords } = settings;
  const width = plotWidth(settings);
  const sorted = differences.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  const most = Math.max(...[sorted[0] ?? 0, sorted.at(-1) ?? 0].map(Math.abs));
  const [left, right] = [isPhone(width) ? 48 : 64, width - 16];
  const ground = top + height;
  const scale = createLinearScale({
    values: most === 0 ? [-0.1, 0.1] : [-most, most],
    from: ground,
    to: top,
    unit,
    count: 5,
  });
  const counted = countSigns(sorted);
  const drawn = [
    ...drawLeftAxis({ scale, from: left, to: right }),
    ...drawSteps(sorted, scale, [left, right]),
    drawLine({ from: [left, scale.at(0)], to: [right, scale.at(0)], style: "zero" }),
    ...drawMean(sorted, { scale, left, right, unit }),
    ...drawHeads({ counted, words, left, right }),
    drawText({
      at: [right, ground + 24],
      text: "pairs, from the lowest difference to the highest",
      style: "quiet",
      anchor: "end",
    }),
  ];
  const unknown = differences.length - sorted.length;
  const description = describe({ sorted, counted, words, unit, unknown });
  return {
    svg: toSvg({ settings, description, height: ground + 36, drawn }),
    table: {
      caption: settings.title,
      columns: ["differences", "pairs"],
      rows: [
        [words.below, String(counted.below)],
        [words.equal, String(counted.equal)],
        [words.above, String(counted.above)],
        ...(unknown === 0 ? [] : [["not known", String(unknown)]]),
        ...listQuantiles(sorted, unit),
      ],
    },
  };
}

interface Signs {
  readonly below: number;
  readonly equal: number;
  readonly above: number;
}

function countSigns(sorted: readonly number[]): Signs {
  const below = sorted.filter((value) => value < 0).length;
  const above = sorted.filter((value) => value > 0).length;
  return { below, equal: sorted.length - below - above, above };
}

/** Each pair is as wide as the others; of more than there are places, each place shows the one in its middle. */
function drawSteps(
  sorted: readonly number[],
  scale: Scale,
  [left, right]: readonly [number, number],
): readonly Markup[] {
  const count = Math.min(sorted.length, Math.round(right - left));
  if (count === 0) return [];
  const zero = scale.at(0);
  const pairs = Array.from({ length: count }, (_, at) => ({
    value: sorted[Math.floor(((at + 0.5) * sorted.length) / count)] ?? 0,
    from: left + ((right - left) * at) / count,
    to: left + ((right - left) * (at + 1)) / count,
  }));
  const draw = (style: string, shown: typeof pairs) => {
    const steps = shown.map(({ value, from, to }) => {
      return `M${fix(from)} ${fix(zero)}V${fix(scale.at(value))}H${fix(to)}V${fix(zero)}Z`;
    });
    return steps.length === 0 ? [] : [markup`<path class="${style}" d="${steps.join("")}"/>`];
  };
  return [
    ...draw(
      "worse",
      pairs.filter(({ value }) => value < 0),
    ),
    ...draw(
      "better",
      pairs.filter(({ value }) => value > 0),
    ),
  ];
}

function drawMean(
  sorted: readonly number[],
  {
    scale,
    left,
    right,
    unit,
  }: {
    readonly scale: Scale;
    readonly left: number;
    readonly right: number;
    readonly unit: Unit;
  },
): readonly Markup[] {
  const mean = meanOf(sorted);
  if (mean === null) return [];
  const y = scale.at(mean);
  const text = `mean ${formatValue(mean, unit)}`;
  // Beside the steps: those below 0 are to the left, those above it to the right.
  const [x, beside, anchor] =
    mean > 0 ? ([left + 6, y - 6, "start"] as const) : ([right, y + 16, "end"] as const);
  return [
    drawLine({ from: [left, y], to: [right, y], style: "mean" }),
    drawText({ at: [x, beside], text, style: "strong halo", anchor }),
  ];
}

interface HeadsSettings {
  readonly counted: Signs;
  readonly words: typeof defaultWords;
  readonly left: number;
  readonly right: number;
}

function drawHeads({ counted, words, left, right }: HeadsSettings): readonly Markup[] {
  const middle = (left + right) / 2;
  return [
    drawText({ at: [left, 18], text: `▼ ${counted.below} ${words.below}`, style: "strong" }),
    drawText({
      at: [middle, 18],
      text: `${counted.equal} ${words.equal}`,
      style: "strong",
      anchor: "middle",
    }),
    drawText({
      at: [right, 18],
      text: `▲ ${counted.above} ${words.above}`,
      style: "strong",
      anchor: "end",
    }),
  ];
}

interface DescribeSettings {
  readonly sorted: readonly number[];
  readonly counted: Signs;
  readonly words: typeof defaultWords;
  readonly unit: Unit;
  readonly unknown: number;
}

function describe({ sorted, counted, words, unit, unknown }: DescribeSettings): string {
  const mean = meanOf(sorted);
  if (mean === null) return "There is no pair to show.";
  const left = unknown === 0 ? "" : ` ${unknown} are not known.`;
  return `Of ${sorted.length} pairs ${counted.below} are ${words.below}, ${counted.equal} ${words.equal} and ${counted.above} ${words.above}; the mean difference is ${formatValue(mean, unit)}.${left}`;
}

function listQuantiles(
  sorted: readonly number[],
  unit: Unit,
): readonly (readonly [string, string])[] {
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const named = [
    ["lowest", at(0)],
    ["a quarter is at most", at(0.25)],
    ["median", at(0.5)],
    ["three quarters are at most", at(0.75)],
    ["highest", at(1)],
  ] as const;
  return named.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, formatValue(value, unit)] as const],
  );
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
