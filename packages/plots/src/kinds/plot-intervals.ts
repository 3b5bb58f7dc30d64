import { drawBottomAxis } from "../axis/draw-axis.js";
import { createLinearScale, type Scale } from "../axis/scale.js";
import { formatValue, type Unit } from "../axis/unit.js";
import { fitText } from "../layout/fit-text.js";
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

/** A figure with its interval. */
export interface IntervalRow {
  readonly label: string;
  /** Null where it is not known: the row says so. */
  readonly value: number | null;
  readonly lower?: number | null | undefined;
  readonly upper?: number | null | undefined;
  /** How many it stands on. */
  readonly count?: number | undefined;
  /** Set in bold: the figure of all. */
  readonly isMain?: boolean | undefined;
  /** What is shown of it, where more decides than its interval. Default: the side of 0 on which the whole interval is. */
  readonly stand?: Stand | undefined;
}

export interface IntervalsSettings extends PlotSettings {
  readonly rows: readonly IntervalRow[];
  readonly unit: Unit;
  /** What the axis measures: "candidate minus baseline, points". */
  readonly axis: string;
  /** A line at which a figure would be too bad: the margin. Below it the ground is tinted. */
  readonly limit?: { readonly value: number; readonly label: string } | undefined;
  /** What a row that is shown to be above or below 0 is called; left out where 0 means nothing. */
  readonly words?: { readonly above: string; readonly below: string } | undefined;
  /** What the rows are: "slice". */
  readonly rowTitle: string;
}

const top = 26;
const bottom = 46;

/** Figures with their intervals, a row each, around zero: a forest plot. */
export function plotIntervals(settings: IntervalsSettings): Plot {
  const { rows, unit, limit } = settings;
  const width = plotWidth(settings);
  const rowHeight = isPhone(width) ? 46 : 30;
  const ground = top + Math.max(1, rows.length) * rowHeight;
  const [left, right] = isPhone(width) ? [16, width - 16] : [width * 0.3, width * 0.7];
  const scale = createLinearScale({
    values: [0, limit?.value ?? 0, ...rows.flatMap(listEnds)],
    from: left,
    to: right,
    unit,
    count: isPhone(width) ? 4 : 5,
  });
  const drawn = [
    ...drawLimit(settings, scale, { left, ground }),
    ...drawBottomAxis({ scale, from: ground, to: top, title: settings.axis, right: width - 8 }),
    drawLine({ from: [scale.at(0), ground], to: [scale.at(0), top], style: "zero" }),
    ...rows.flatMap((row, at) => drawRow(row, { settings, scale, y: top + at * rowHeight })),
  ];
  return {
    svg: toSvg({ settings, description: describe(settings), height: ground + bottom, drawn }),
    table: {
      caption: settings.title,
      columns: [settings.rowTitle, "cases", "value", "lower end", "upper end"],
      rows: rows.map(({ label, value, lower, upper, count }) => [
        label,
        count === undefined ? "" : String(count),
        ...[value, lower, upper].map((each) => show(each, unit)),
      ]),
    },
  };
}

interface RowPlace {
  readonly settings: IntervalsSettings;
  readonly scale: Scale;
  readonly y: number;
}

function drawRow(row: IntervalRow, { settings, scale, y }: RowPlace): readonly Markup[] {
  const width = plotWidth(settings);
  const phone = isPhone(width);
  const line = phone ? y + 32 : y + 15;
  const base = phone ? y + 16 : y + 19;
  const style = row.isMain === true ? "strong" : "label";
  const figures = showRow(row, settings.unit);
  const room = phone ? width - 32 - figures.length * 7.5 : width * 0.3 - 28;
  const label = fitText(showLabel(row), room, fontSize);
  return [
    drawText({ at: [phone ? 16 : 8, base], text: label, style }),
    drawText({
      at: [phone ? width - 16 : width - 8, base],
      text: figures,
      style: phone ? "quiet" : style,
      anchor: "end",
    }),
    ...drawInterval(row, { settings, scale, y: line }),
  ];
}

function drawInterval(row: IntervalRow, { settings, scale, y }: RowPlace): readonly Markup[] {
  const { lower, upper } = row;
  const stand = findStand(row, settings);
  const marks: Markup[] = [];
  if (isKnown(lower) && isKnown(upper)) {
    const [from, to] = [scale.at(lower), scale.at(upper)];
    const style = `span span-${stand}`;
    marks.push(
      drawLine({ from: [from, y], to: [to, y], style }),
      ...[from, to].map((x) => drawLine({ from: [x, y - 4], to: [x, y + 4], style })),
    );
  }
  if (isKnown(row.value)) {
    const [x, size] = [scale.at(row.value), row.isMain === true ? 6 : 5];
    marks.push(drawMark(stand, [x, y], size));
  }
  return marks.length === 0
    ? []
    : [withHint(`${row.label}: ${showRow(row, settings.unit)}`, marks)];
}

type Stand = "better" | "worse" | "plain";

/** By shape and by colour: a triangle up, a triangle down, a circle. */
function drawMark(stand: Stand, [x, y]: readonly [number, number], size: number): Markup {
  if (stand === "plain") return markup`<circle class="plain" cx="${x}" cy="${y}" r="${size}"/>`;
  const up = stand === "better" ? -size : size;
  return markup`<path class="${stand}" d="M${x} ${y + up * 1.2}L${x + size * 1.2} ${y - up}L${x - size * 1.2} ${y - up}Z"/>`;
}

/** What is said of it, else whether the interval is on one side of 0. */
function findStand({ lower, upper, stand }: IntervalRow, { words }: IntervalsSettings): Stand {
  if (words === undefined) return "plain";
  if (stand !== undefined) return stand;
  if (isKnown(lower) && lower > 0) return "better";
  return isKnown(upper) && upper < 0 ? "worse" : "plain";
}

function drawLimit(
  { limit }: IntervalsSettings,
  scale: Scale,
  { left, ground }: { readonly left: number; readonly ground: number },
): readonly Markup[] {
  if (limit === undefined || !Number.isFinite(limit.value)) return [];
  const x = scale.at(limit.value);
  return [
    markup`<rect class="tint" x="${left}" y="${top}" width="${Math.max(0, x - left)}" height="${ground - top}"/>`,
    drawLine({ from: [x, ground], to: [x, top - 6], style: "limit" }),
    drawText({ at: [x + 6, top - 10], text: limit.label, style: "quiet" }),
  ];
}

function describe(settings: IntervalsSettings): string {
  const { rows, words, unit, axis } = settings;
  const [main = rows[0]] = rows.filter(({ isMain }) => isMain === true);
  if (main === undefined) return `There is nothing to show: ${axis}.`;
  const first = `${axis}. ${main.label}: ${showRow(main, unit)}.`;
  if (words === undefined) return first;
  const above = rows.filter((row) => findStand(row, settings) === "better");
  const below = rows.filter((row) => findStand(row, settings) === "worse");
  return [first, ...listNamed(words.above, above), ...listNamed(words.below, below)].join(" ");
}

function listNamed(word: string, rows: readonly IntervalRow[]): readonly string[] {
  if (rows.length === 0) return [];
  return [`Shown to be ${word}: ${rows.map(({ label }) => label).join(", ")}.`];
}

function listEnds({ value, lower, upper }: IntervalRow): readonly number[] {
  return [value, lower, upper].filter(isKnown);
}

function showLabel({ label, count }: IntervalRow): string {
  return count === undefined ? label : `${label} (${count})`;
}

function showRow({ value, lower, upper }: IntervalRow, unit: Unit): string {
  if (!isKnown(value)) return "not known";
  const shown = formatValue(value, unit);
  if (!isKnown(lower) || !isKnown(upper)) return shown;
  return `${shown} [${formatValue(lower, unit)}, ${formatValue(upper, unit)}]`;
}

function show(value: number | null | undefined, unit: Unit): string {
  return isKnown(value) ? formatValue(value, unit) : "not known";
}

function isKnown(value: number | null | undefined): value is number {
  return value != null && Number.isFinite(value);
}
