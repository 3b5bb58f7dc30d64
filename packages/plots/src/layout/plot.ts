import { type Markup, markup } from "../markup/markup.js";
import type { PlotTable } from "../table/plot-table.js";

/** A picture as SVG text, and the same as a table. */
export interface Plot {
  /** One `<svg>` element with a name and a description, for inside of HTML; `plotStyles` are its colours. */
  readonly svg: string;
  readonly table: PlotTable;
}

/** What every plot is given beside its data. */
export interface PlotSettings {
  /** Of the page: letters, digits and hyphens; two plots of a page need two. */
  readonly id: string;
  readonly title: string;
  /** Pixels; from 280. Below 480 the layout is that of a phone. Default: 680. */
  readonly width?: number | undefined;
}

/** A font of 13 pixels. */
export const fontSize = 13;

export function plotWidth({ width = 680 }: PlotSettings): number {
  return Math.max(280, Math.round(width));
}

export function isPhone(width: number): boolean {
  return width < 480;
}

interface DrawingSettings {
  readonly settings: PlotSettings;
  /** What there is to see, in a sentence or two: read out where the picture is not seen. */
  readonly description: string;
  readonly height: number;
  readonly drawn: readonly Markup[];
}

/** The element around what a plot draws. */
export function toSvg({ settings, description, height, drawn }: DrawingSettings): string {
  const id = settings.id.replace(/[^\w-]+/g, "-");
  const width = plotWidth(settings);
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-description" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title id="${id}-title">${settings.title}</title><desc id="${id}-description">${description}</desc>${drawn}</svg>`
    .text;
}

interface LineSettings {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Of `plotStyles`. */
  readonly style: string;
}

export function drawLine({ from, to, style }: LineSettings): Markup {
  return markup`<line class="${style}" x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}"/>`;
}

interface TextSettings {
  readonly at: readonly [number, number];
  readonly text: string;
  /** Of `plotStyles`. Default: a label's. */
  readonly style?: string;
  readonly anchor?: "start" | "middle" | "end";
}

export function drawText({ at, text, style = "label", anchor = "start" }: TextSettings): Markup {
  return markup`<text class="${style}" x="${at[0]}" y="${at[1]}" text-anchor="${anchor}">${text}</text>`;
}

/** A mark's own words, which a pointer over it shows. */
export function withHint(hint: string, drawn: readonly Markup[]): Markup {
  return markup`<g><title>${hint}</title>${drawn}</g>`;
}
