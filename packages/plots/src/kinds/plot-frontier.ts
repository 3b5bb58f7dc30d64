import { drawBottomAxis, drawLeftAxis } from "../axis/draw-axis.js";
import { createLinearScale, createLogScale, type Scale } from "../axis/scale.js";
import { formatValue, type Unit } from "../axis/unit.js";
import { findFrontier } from "../frontier/find-frontier.js";
import { type Frame, placeLabels } from "../layout/place-labels.js";
import {
  drawLine,
  drawText,
  isPhone,
  type Plot,
  type PlotSettings,
  plotWidth,
  toSvg,
  withHint,
} from "../layout/plot.js";
import { type Markup, markup } from "../markup/markup.js";

/** What one choice costs, and how good it is. */
export interface FrontierPoint {
  readonly label: string;
  /** In the unit of `costUnit`, 0 or more; null where it is not known: it stands in the table alone. */
  readonly cost: number | null;
  readonly quality: number | null;
  /** Of the quality. */
  readonly interval?: { readonly lower: number; readonly upper: number } | null | undefined;
  /** What is said of it, for the table: "cheaper and not worse". */
  readonly note?: string | undefined;
  /** The choice that others are compared with: drawn as a square. */
  readonly isBaseline?: boolean | undefined;
}

export interface FrontierSettings extends PlotSettings {
  readonly points: readonly FrontierPoint[];
  readonly costUnit: Unit;
  readonly qualityUnit: Unit;
  /** What the axes measure: "cost of 1,000 calls", "mean score". */
  readonly costAxis: string;
  readonly qualityAxis: string;
}

const top = 34;
const height = 280;

/** Cost to the right, quality upwards, with intervals; a line along those that no other one beats in both. */
export function plotFrontier(settings: FrontierSettings): Plot {
  const { points, costUnit, qualityUnit, costAxis, qualityAxis } = settings;
  const width = plotWidth(settings);
  const known = points.filter(isKnown);
  const best = new Set(findFrontier(known));
  const ground = top + height;
  const [left, right] = [isPhone(width) ? 52 : 64, width - 34];
  const costs = createLogScale({
    values: known.map(({ cost }) => cost),
    from: left,
    to: right,
    unit: costUnit,
    count: isPhone(width) ? 4 : 6,
  });
  const qualities = createLinearScale({
    values: known.flatMap(({ quality, interval }) => [quality, ...listEnds(interval)]),
    from: ground,
    to: top,
    unit: qualityUnit,
    count: 5,
  });
  const scales = { costs, qualities };
  const steps = listSteps([...best], scales, right);
  const drawn = [
    drawText({ at: [8, 16], text: `${qualityAxis} ↑`, style: "quiet" }),
    ...drawLeftAxis({ scale: qualities, from: left, to: right }),
    ...drawBottomAxis({ scale: costs, from: ground, to: top, title: `${costAxis} →`, right }),
    ...drawFrontier(steps),
    ...known.map((point) => drawPoint(point, { ...scales, settings, isBest: best.has(point) })),
    ...drawLabels(known, {
      ...scales,
      lines: listLines(known, steps, scales),
      left,
      right,
      ground,
    }),
  ];
  return {
    svg: toSvg({ settings, description: describe(points, best), height: ground + 46, drawn }),
    table: toTable(settings, best),
  };
}

function toTable(settings: FrontierSettings, best: ReadonlySet<FrontierPoint>): Plot["table"] {
  const { title, points, costUnit, qualityUnit, costAxis, qualityAxis } = settings;
  const show = (value: number | null, unit: Unit) =>
    value === null || !Number.isFinite(value) ? "not known" : formatValue(value, unit);
  return {
    caption: title,
    columns: ["", costAxis, qualityAxis, "interval", "on the frontier", "verdict"],
    rows: points.map((point) => [
      point.label,
      show(point.cost, costUnit),
      show(point.quality, qualityUnit),
      showInterval(point.interval, qualityUnit),
      isKnown(point) ? (best.has(point) ? "yes" : "no") : "not known",
      point.note ?? "",
    ]),
  };
}

type KnownPoint = FrontierPoint & { readonly cost: number; readonly quality: number };

function isKnown(point: FrontierPoint): point is KnownPoint {
  const { cost, quality } = point;
  return Number.isFinite(cost) && Number.isFinite(quality) && cost !== null && cost >= 0;
}

interface Scales {
  readonly costs: Scale;
  readonly qualities: Scale;
}

/** Steps: what the next dearer one gives is not there before its cost. */
function listSteps(
  best: readonly KnownPoint[],
  { costs, qualities }: Scales,
  right: number,
): readonly (readonly [number, number])[] {
  const places = best
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ cost, quality }) => [costs.at(cost), qualities.at(quality)] as const);
  const steps = places.flatMap(([x, y], at) => {
    const before = places[at - 1];
    return before === undefined ? [[x, y] as const] : [[x, before[1]] as const, [x, y] as const];
  });
  const last = places.at(-1);
  return last === undefined ? [] : [...steps, [right, last[1]]];
}

function drawFrontier(steps: readonly (readonly [number, number])[]): readonly Markup[] {
  if (steps.length === 0) return [];
  const path = steps.map(([x, y]) => `${fix(x)} ${fix(y)}`).join("L");
  return [markup`<path class="best" d="M${path}"/>`];
}

/** Where the steps and the intervals are, so that no label stands on them. */
function listLines(
  points: readonly KnownPoint[],
  steps: readonly (readonly [number, number])[],
  { costs, qualities }: Scales,
): readonly Frame[] {
  const between = ([x, y]: readonly [number, number], [toX, toY]: readonly [number, number]) => ({
    left: Math.min(x, toX),
    right: Math.max(x, toX),
    top: Math.min(y, toY),
    bottom: Math.max(y, toY),
  });
  return [
    ...steps.slice(1).map((step, at) => between(steps[at] ?? step, step)),
    ...points.flatMap(({ cost, interval }) => {
      const [lower, upper] = listEnds(interval);
      if (lower === undefined || upper === undefined) return [];
      const x = costs.at(cost);
      return [between([x, qualities.at(lower)], [x, qualities.at(upper)])];
    }),
  ];
}

interface PointPlace extends Scales {
  readonly settings: FrontierSettings;
  readonly isBest: boolean;
}

function drawPoint(point: KnownPoint, place: PointPlace): Markup {
  const { costs, qualities, settings, isBest } = place;
  const [x, y] = [costs.at(point.cost), qualities.at(point.quality)];
  const [lower, upper] = listEnds(point.interval);
  const whisker =
    lower === undefined || upper === undefined
      ? []
      : [
          drawLine({
            from: [x, qualities.at(lower)],
            to: [x, qualities.at(upper)],
            style: `span ${isBest ? "span-better" : "span-muted"}`,
          }),
        ];
  const style = isBest ? "first" : "hollow";
  const mark =
    point.isBaseline === true
      ? markup`<rect class="${style}" x="${x - 6}" y="${y - 6}" width="12" height="12"/>`
      : markup`<circle class="${style}" cx="${x}" cy="${y}" r="6"/>`;
  const hint = `${point.label}: ${formatValue(point.cost, settings.costUnit)}, ${formatValue(point.quality, settings.qualityUnit)} ${showInterval(point.interval, settings.qualityUnit)}`;
  return withHint(hint.trim(), [...whisker, mark]);
}

interface LabelsPlace extends Scales {
  readonly lines: readonly Frame[];
  readonly left: number;
  readonly right: number;
  readonly ground: number;
}

function drawLabels(points: readonly KnownPoint[], place: LabelsPlace): readonly Markup[] {
  const { costs, qualities, lines, left, right, ground } = place;
  const marks = points.map(({ label, cost, quality }) => ({
    label,
    x: costs.at(cost),
    y: qualities.at(quality),
  }));
  return placeLabels(marks, lines, { left, right, top, bottom: ground }).map(({ text, x, y }) =>
    drawText({ at: [x, y], text, style: "label halo" }),
  );
}

function describe(points: readonly FrontierPoint[], best: ReadonlySet<FrontierPoint>): string {
  if (points.length === 0) return "There is nothing to show.";
  const named = points.filter((point) => best.has(point)).map(({ label }) => label);
  const unknown = points.filter((point) => !isKnown(point)).length;
  const left = unknown === 0 ? "" : ` Of ${unknown} the cost or the quality is not known.`;
  return `${points.length} choices by cost and quality. No other one is both cheaper and better than: ${named.join(", ")}. They are filled, and a line joins them.${left}`;
}

function listEnds(interval: FrontierPoint["interval"]): readonly number[] {
  if (interval == null) return [];
  const ends = [interval.lower, interval.upper];
  return ends.every((end) => Number.isFinite(end)) ? ends : [];
}

function showInterval(interval: FrontierPoint["interval"], unit: Unit): string {
  const ends = listEnds(interval).map((end) => formatValue(end, unit));
  return ends.length === 0 ? "" : `[${ends.join(", ")}]`;
}

function fix(value: number): string {
  return String(Math.round(value * 100) / 100);
}
