import { drawLeftAxis } from "../axis/draw-axis.js";
import { createLinearScale, type Scale } from "../axis/scale.js";
import { createTimeScale } from "../axis/time-scale.js";
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

/** A figure at a time. */
export interface SeriesPoint {
  readonly at: Date;
  /** Null where it is not known: the line has a gap there. */
  readonly value: number | null;
  readonly interval?: { readonly lower: number; readonly upper: number } | null | undefined;
}

export interface SeriesSettings extends PlotSettings {
  /** In the order of time. */
  readonly points: readonly SeriesPoint[];
  readonly unit: Unit;
  /** What is measured: "pass rate a day". */
  readonly axis: string;
  /** Lines that the figure should not cross. */
  readonly limits?: readonly { readonly value: number; readonly label: string }[] | undefined;
}

const top = 34;
const height = 200;

/** A figure over time: a line with the band of its intervals, and limits. Times are UTC. */
export function plotSeries(settings: SeriesSettings): Plot {
  const { unit, axis, limits = [] } = settings;
  const points = settings.points.filter(({ at }) => Number.isFinite(at.getTime()));
  const width = plotWidth(settings);
  const ground = top + height;
  const [left, right] = [isPhone(width) ? 52 : 64, width - 20];
  const times = createTimeScale({
    times: points.map(({ at }) => at.getTime()),
    from: left,
    to: right,
    count: isPhone(width) ? 3 : 6,
  });
  const values = createLinearScale({
    values: [...points.flatMap(listValues), ...limits.map(({ value }) => value)],
    from: ground,
    to: top,
    unit,
    count: 5,
  });
  const runs = cutRuns(points);
  const drawn = [
    drawText({ at: [8, 16], text: axis, style: "quiet" }),
    ...drawLeftAxis({ scale: values, from: left, to: right }),
    ...times.ticks.flatMap(({ value, label }) => [
      drawLine({
        from: [times.at(value), ground],
        to: [times.at(value), ground + 5],
        style: "axis",
      }),
      drawText({
        at: [times.at(value), ground + 19],
        text: label,
        style: "quiet",
        anchor: "middle",
      }),
    ]),
    ...runs.flatMap((run) => [...drawBand(run, times, values), ...drawRun(run, times, values)]),
    ...limits.flatMap((limit) => drawLimit(limit, values, [left, right])),
  ];
  return {
    svg: toSvg({ settings, description: describe(points, settings), height: ground + 34, drawn }),
    table: toTable(points, settings),
  };
}

function toTable(points: readonly SeriesPoint[], settings: SeriesSettings): Plot["table"] {
  const { title, axis, unit } = settings;
  return {
    caption: title,
    columns: ["time (UTC)", axis, "lower end", "upper end"],
    rows: points.map(({ at, value, interval }) => [
      at.toISOString().replace("T", " ").slice(0, 16),
      ...[value, interval?.lower, interval?.upper].map((each) => show(each, unit)),
    ]),
  };
}

type KnownPoint = SeriesPoint & { readonly value: number };

/** What stands side by side without a gap. */
function cutRuns(points: readonly SeriesPoint[]): readonly (readonly KnownPoint[])[] {
  const runs: KnownPoint[][] = [[]];
  for (const { at, value, interval } of points) {
    if (isKnown(value)) runs.at(-1)?.push({ at, value, interval });
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function drawRun(run: readonly KnownPoint[], times: Scale, values: Scale): readonly Markup[] {
  const places = run.map(({ at, value }) => [times.at(at.getTime()), values.at(value)] as const);
  const [first] = places;
  if (places.length === 1 && first !== undefined) {
    return [markup`<circle class="first" cx="${first[0]}" cy="${first[1]}" r="3"/>`];
  }
  return [
    markup`<path class="best" d="M${places.map(([x, y]) => `${fix(x)} ${fix(y)}`).join("L")}"/>`,
  ];
}

function drawBand(run: readonly KnownPoint[], times: Scale, values: Scale): readonly Markup[] {
  const ends = run.flatMap(({ at, interval }) => {
    if (interval == null || !isKnown(interval.lower) || !isKnown(interval.upper)) return [];
    return [
      {
        x: times.at(at.getTime()),
        lower: values.at(interval.lower),
        upper: values.at(interval.upper),
      },
    ];
  });
  if (ends.length < 2) return [];
  const over = ends.map(({ x, upper }) => `${fix(x)} ${fix(upper)}`);
  const back = ends.toReversed().map(({ x, lower }) => `${fix(x)} ${fix(lower)}`);
  return [markup`<path class="band" d="M${[...over, ...back].join("L")}Z"/>`];
}

function drawLimit(
  { value, label }: { readonly value: number; readonly label: string },
  values: Scale,
  [left, right]: readonly [number, number],
): readonly Markup[] {
  if (!isKnown(value)) return [];
  const y = values.at(value);
  return [
    drawLine({ from: [left, y], to: [right, y], style: "limit" }),
    drawText({ at: [right, y - 6], text: label, style: "quiet halo", anchor: "end" }),
  ];
}

function describe(points: readonly SeriesPoint[], { axis, unit }: SeriesSettings): string {
  const known = points.filter(({ value }) => isKnown(value));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return `${axis}: there is nothing to show.`;
  const tell = ({ at, value }: SeriesPoint) =>
    `${show(value, unit)} on ${at.toISOString().slice(0, 10)}`;
  return `${axis}: ${known.length} values, from ${tell(first)} to ${tell(last)}.`;
}

function listValues({ value, interval }: SeriesPoint): readonly number[] {
  return [value, interval?.lower, interval?.upper].filter(isKnown);
}

function show(value: number | null | undefined, unit: Unit): string {
  return isKnown(value) ? formatValue(value, unit) : "not known";
}

function isKnown(value: number | null | undefined): value is number {
  return value != null && Number.isFinite(value);
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
