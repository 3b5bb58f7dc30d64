/**
 * The colours and lines of all plots, for a page's style sheet: a page states its own by the custom properties. The two sides are blue and
 * vermilion of Okabe and Ito's palette, which people with any colour vision tell apart; no plot tells anything by colour alone.
 */
export const plotStyles = `:root {
  --plot-ink: #1c2430; --plot-muted: #5b6675; --plot-grid: #e3e7ec; --plot-axis: #8a94a3; --plot-surface: #ffffff;
  --plot-first: #0069a8; --plot-second: #c2500a; --plot-better: #0069a8; --plot-worse: #c2500a; --plot-tint: #fdf1e8;
}
@media (prefers-color-scheme: dark) { :root {
  --plot-ink: #e7ebf0; --plot-muted: #a3adba; --plot-grid: #2b323c; --plot-axis: #6d7888; --plot-surface: #14181e;
  --plot-first: #6cbcf0; --plot-second: #f0a05a; --plot-better: #6cbcf0; --plot-worse: #f0a05a; --plot-tint: #2a2018;
} }
.plot { display: block; max-width: 100%; height: auto; font: 13px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-variant-numeric: tabular-nums; }
.plot .label { fill: var(--plot-ink); }
.plot .strong { fill: var(--plot-ink); font-weight: 600; }
.plot .quiet { fill: var(--plot-muted); font-size: 12px; }
.plot .halo { paint-order: stroke; stroke: var(--plot-surface); stroke-width: 4px; stroke-linejoin: round; }
.plot .grid { stroke: var(--plot-grid); stroke-width: 1; }
.plot .axis { stroke: var(--plot-axis); stroke-width: 1; }
.plot .zero { stroke: var(--plot-ink); stroke-width: 1; }
.plot .limit { stroke: var(--plot-worse); stroke-width: 1.5; stroke-dasharray: 5 4; }
.plot .mean { stroke: var(--plot-ink); stroke-width: 1.5; stroke-dasharray: 2 3; }
.plot .tint { fill: var(--plot-tint); }
.plot .first { fill: var(--plot-first); } .plot .second { fill: var(--plot-second); }
.plot .better { fill: var(--plot-better); } .plot .worse { fill: var(--plot-worse); } .plot .plain { fill: var(--plot-ink); }
.plot .span { stroke-width: 2; fill: none; } .plot .span-better { stroke: var(--plot-better); } .plot .span-worse { stroke: var(--plot-worse); }
.plot .span-plain { stroke: var(--plot-ink); } .plot .span-muted { stroke: var(--plot-axis); }
.plot .hollow { fill: var(--plot-surface); stroke: var(--plot-muted); stroke-width: 2; }
.plot .best { stroke: var(--plot-first); stroke-width: 2; fill: none; }
.plot .band { fill: var(--plot-first); fill-opacity: .16; }
@media print { .plot { break-inside: avoid; } }
`;
