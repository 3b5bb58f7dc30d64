export type { Unit } from "./axis/unit.js";
export { formatValue } from "./axis/unit.js";
export { findFrontier } from "./frontier/find-frontier.js";
export {
  type DifferencesSettings,
  plotDifferences,
} from "./kinds/plot-differences.js";
export {
  type DistributionSide,
  type DistributionsSettings,
  plotDistributions,
} from "./kinds/plot-distributions.js";
export {
  type FrontierPoint,
  type FrontierSettings,
  plotFrontier,
} from "./kinds/plot-frontier.js";
export {
  type IntervalRow,
  type IntervalsSettings,
  plotIntervals,
} from "./kinds/plot-intervals.js";
export { plotSeries, type SeriesPoint, type SeriesSettings } from "./kinds/plot-series.js";
export type { Plot, PlotSettings } from "./layout/plot.js";
export { escapeMarkup } from "./markup/escape-markup.js";
export { Markup, type MarkupPart, markup } from "./markup/markup.js";
export { plotStyles } from "./styles.js";
export { type PlotTable, toTableHtml } from "./table/plot-table.js";
