import { drawBottomAxis } from "../axis/draw-axis.js";
import { createLinearScale, type Scale } from "../axis/scale.js";
import { formatValue, type Unit } from "../axis/unit.js";
import { fitText, measureText } from "../layout/fit-text.js";
import {
  drawLine,
  drawText,
  fontSize,
  isPhone,
  type Plot,
  type PlotSettings,
  plotWidth,
  toSvg,
  withHint,
} from "../layout/plot.js";
import { type Markup, markup } from "../markup/markup.js";

/** The values of one side, such as a version's scores. */
export interface DistributionSide {
  readonly label: string;
  /** Those that are not finite are left out, and counted. */
  readonly values: readonly number[];
}

export interface DistributionsSettings extends PlotSettings {
  /** One below the other, on one axis; the first is the one that the plot is about. */
  readonly sides: readonly DistributionSide[];
  readonly unit: Unit;
  /** What the axis measures: "score of a case". */
  readonly axis: string;
  /** The ends of the axis, such as 0 and 1. Default: round numbers around the values. */
  readonly ends?: readonly [number, number] | undefined;
}

/** A bar of a histogram: values from `from` up to `to`, which belongs to the last bar alone. */
interface Bar {
  readonly from: number;
  readonly to: number;
}

const barCount = 20;
const panel = 108;
const bottom = 46;

/** How often each value is there, a histogram for each side on one axis, with its mean. */
export function plotDistributions(settings: DistributionsSettings): Plot {
  const { unit } = settings;
  const width = plotWidth(settings);
  const sides = settings.sides.map(toFinite);
  const values = sides.flatMap((side) => side.values);
  const count = isPhone(width) ? 4 : 6;
  const [left, right] = [isPhone(width) ? 16 : 44, width - 16];
  const place = { values, from: left, to: right, unit, count, ends: settings.ends };
  const scale = createLinearScale(place);
  const bars = cutBars(scale, [left, right], settings.ends ?? readEnds(values));
  const counts = sides.map((side) => countBars(side.values, bars));
  const most = Math.max(1, ...counts.flat());
  const ground = Math.max(1, sides.length) * panel;
  const drawn = [
    ...drawBottomAxis({ scale, from: ground, to: 0, title: settings.axis, right }),
    ...sides.flatMap((side, at) =>
      drawPanel({ side, at, bars, counts: counts[at] ?? [], most, scale, left, right, unit }),
    ),
  ];
  return {
    svg: toSvg({ settings, description: describe(sides, unit), height: ground + bottom, drawn }),
    table: {
      caption: settings.title,
      columns: [settings.axis, ...sides.map(({ label }) => label)],
      rows: bars.flatMap(({ from, to }, at) => {
        const seen = counts.map((each) => each[at] ?? 0);
        const range = `${formatValue(from, unit)} to ${formatValue(to, unit)}`;
        return seen.every((each) => each === 0) ? [] : [[range, ...seen.map(String)]];
      }),
    },
  };
}

interface FiniteSide extends DistributionSide {
  readonly unknown: number;
}

function toFinite({ label, values }: DistributionSide): FiniteSide {
  const known = values.filter((value) => Number.isFinite(value));
  return { label, values: known, unknown: values.length - known.length };
}

function readEnds(values: readonly number[]): readonly [number, number] {
  let [lower, upper] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    lower = Math.min(lower, value);
    upper = Math.max(upper, value);
  }
  return lower > upper ? [0, 1] : [lower, upper];
}

/** Bars between the ends, each as wide as the others; one where the ends are the same. */
function cutBars(
  scale: Scale,
  [left, right]: readonly [number, number],
  [lower, upper]: readonly [number, number],
): readonly Bar[] {
  const drawnWidth = scale.at(upper) - scale.at(lower);
  const count = drawnWidth < (right - left) / 100 ? 1 : barCount;
  const at = (step: number) => lower * (1 - step / count) + upper * (step / count);
  return Array.from({ length: count }, (_, step) => ({ from: at(step), to: at(step + 1) }));
}

function countBars(values: readonly number[], bars: readonly Bar[]): readonly number[] {
  const counts = bars.map(() => 0);
  const [lower, upper] = [bars[0]?.from ?? 0, bars.at(-1)?.to ?? 0];
  // Halves, since the whole may be more than a number can be.
  const width = upper / 2 - lower / 2;
  for (const value of values) {
    const share = width > 0 ? (value / 2 - lower / 2) / width : 0;
    // A rounding of a score such as 0.15 must not move it below the bar that begins there.
    const at = Math.floor(share * bars.length + 1e-9);
    const held = Math.min(bars.length - 1, Math.max(0, at));
    counts[held] = (counts[held] ?? 0) + 1;
  }
  return counts;
}

interface PanelSettings {
  readonly side: FiniteSide;
  readonly at: number;
  readonly bars: readonly Bar[];
  readonly counts: readonly number[];
  readonly most: number;
  readonly scale: Scale;
  readonly left: number;
  readonly right: number;
  readonly unit: Unit;
}

function drawPanel(settings: PanelSettings): readonly Markup[] {
  const { side, at, bars, counts, most, scale, left, right, unit } = settings;
  const [ground, height] = [(at + 1) * panel, panel - 42];
  const mean = meanOf(side.values);
  const drawn = bars.flatMap(({ from, to }, step) => {
    const count = counts[step] ?? 0;
    if (count === 0) return [];
    const size = Math.max(2, (count / most) * height);
    const start = scale.at(from);
    const wide = Math.max(6, scale.at(to) - start - 2);
    const hint = `${formatValue(from, unit)} to ${formatValue(to, unit)}: ${count} (${side.label})`;
    const bar = markup`<rect class="${at === 0 ? "first" : "second"}" x="${start + 1}" y="${ground - size}" width="${wide}" height="${size}"/>`;
    return [withHint(hint, [bar, drawCount(count, start + 1 + wide / 2, ground - size)])];
  });
  const figures = describeValues(side, unit);
  const room = right - left - measureText(figures, fontSize) - 12;
  const head = ground - panel + 20;
  return [
    drawText({ at: [left, head], text: fitText(side.label, room, fontSize), style: "strong" }),
    drawText({ at: [right, head], text: figures, anchor: "end" }),
    ...(mean === null ? [] : [drawMean(scale.at(mean), ground, height)]),
    ...drawn,
    drawLine({ from: [left, ground], to: [right, ground], style: "axis" }),
  ];
}

function drawMean(x: number, ground: number, height: number): Markup {
  return drawLine({ from: [x, ground], to: [x, ground - height - 8], style: "mean" });
}

function drawCount(count: number, x: number, y: number): Markup {
  return drawText({ at: [x, y - 4], text: String(count), style: "quiet halo", anchor: "middle" });
}

function describe(sides: readonly FiniteSide[], unit: Unit): string {
  if (sides.length === 0) return "There is nothing to show.";
  return `${sides.map((side) => describeSide(side, unit)).join("; ")}. A dotted line is at each mean.`;
}

function describeSide(side: FiniteSide, unit: Unit): string {
  return `${side.label}: ${describeValues(side, unit)}`;
}

function describeValues({ values, unknown }: FiniteSide, unit: Unit): string {
  const mean = meanOf(values);
  const left = unknown === 0 ? "" : `, ${unknown} not known`;
  if (mean === null) return `no values${left}`;
  const shown = formatValue(mean, unit, unit === "number" && Math.abs(mean) <= 1 ? 3 : undefined);
  return `mean ${shown} of ${values.length}${left}`;
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value / values.length, 0);
}
