import {
  type IntervalRow,
  type MarkupPart,
  markup,
  plotDifferences,
  plotDistributions,
  plotIntervals,
} from "@promptrail/plots";
import type { Evaluation } from "../../evaluate/evaluation.js";
import { collectPairs } from "../../gate/compare/collect-pairs.js";
import type { Comparison } from "../../gate/compare/comparison.js";
import { formatDistance, formatPercent } from "../../gate/format-figures.js";
import { summariseSide } from "../../gate/summarise-side.js";
import {
  describeWideInterval,
  findShownTags,
  type ShownTag,
} from "../../report/slices/shown-tags.js";
import { findTagRates } from "../../report/slices/tag-figures.js";
import { readScore, type Trial } from "../../runner/case-result.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import { toFigure } from "./page-parts.js";

const mostTags = 30;

type Gate = Extract<Evaluation, { readonly kind: "gate" }>;
type Single = Extract<Evaluation, { readonly kind: "single" }>;

/** All cases, then each slice, with intervals. */
export function toSlicePlot({ evaluation }: ReportedRun, id: string): readonly MarkupPart[] {
  return evaluation.kind === "gate"
    ? toSliceDifferences(evaluation, id)
    : toSliceRates(evaluation, id);
}

function toSliceDifferences({ run, verdict }: Gate, id: string): readonly MarkupPart[] {
  const { comparison, margin, alpha, slices } = verdict.figures;
  const tags = findShownTags(run.results, slices);
  const level = `${Math.round((1 - 2 * alpha) * 1_000) / 10} %`;
  const rows: readonly IntervalRow[] = [
    {
      label: "all cases",
      value: comparison?.difference ?? null,
      ...comparison?.interval,
      count: comparison?.n ?? 0,
      isMain: true,
      stand: comparison === null ? "plain" : findStand(comparison),
    },
    ...tags.slice(0, mostTags).map(({ tag, n, difference, isProtected, stand }) => ({
      label: isProtected ? `${tag} · protected` : tag,
      stand,
      value: difference?.value ?? null,
      lower: difference?.lower,
      upper: difference?.upper,
      count: n,
    })),
  ];
  const title = "Difference of the mean score by slice";
  const figure = toFigure({
    id,
    caption: `Candidate minus baseline, in points; in brackets the pairs. The interval of all cases covers ${level}, as the gate reads it; each slice's covers 95 % of its own. Left of the dashed line the candidate would be worse than the margin of ${formatDistance(margin)}.`,
    draw: (size) =>
      plotIntervals({
        ...size,
        title,
        rows,
        unit: "points",
        axis: "candidate minus baseline, points",
        rowTitle: "slice",
        limit: {
          value: -margin,
          label: `margin −${formatDistance(margin).replace(/ points$/, "")}`,
        },
        words: { above: "better", below: "worse" },
      }),
  });
  return [figure, ...tellHidden(tags.length), ...tellShown(tags)];
}

/** Harm is what the gate shows; that all cases are better is seen by their interval. */
function findStand({ isWorse, interval }: Comparison): "better" | "worse" | "plain" {
  if (isWorse) return "worse";
  return interval.lower > 0 ? "better" : "plain";
}

function tellShown(tags: readonly ShownTag[]): readonly MarkupPart[] {
  if (tags.length === 0) return [];
  const list = (named: readonly ShownTag[]) =>
    named.map(({ tag, said }) => `${tag} (${said.replace(" (gate)", "")})`).join(", ");
  const guarded = tags.filter(({ isProtected }) => isProtected);
  const shown = tags.filter((tag) => !tag.isProtected && tag.shown !== null);
  const text =
    shown.length === 0
      ? "With all slices taken together, none is shown to be better or worse (Benjamini and Hochberg, 5 %)."
      : `With all slices taken together, these are shown to differ (Benjamini and Hochberg, 5 %): ${list(shown)}.`;
  const judged = guarded.length === 0 ? "" : ` By the gate's test: ${list(guarded)}.`;
  const wide = describeWideInterval(tags);
  return [
    markup`<p class="small">${text} This decides nothing; protected slices are judged by the gate.${judged}${wide === null ? "" : ` ${wide}`}</p>`,
  ];
}

function tellHidden(count: number): readonly MarkupPart[] {
  const hidden = count - mostTags;
  return hidden > 0 ? [markup`<p class="small quiet">… and ${hidden} more slices.</p>`] : [];
}

function toSliceRates({ run, verdict }: Single, id: string): readonly MarkupPart[] {
  const { passRate, cases } = summariseSide(run.results);
  const tags = findTagRates(run.results);
  const floor = verdict.floors.find(
    (each) => each.floor === "minPassRate" && each.eval === undefined && each.slice === undefined,
  );
  const rows: readonly IntervalRow[] = [
    { label: "all cases", value: null, ...passRate, count: cases, isMain: true },
    ...tags.slice(0, mostTags).map(({ tag, n, passRate: rate }) => {
      return { label: tag, value: null, ...rate, count: n };
    }),
  ];
  const figure = toFigure({
    id,
    caption: "Share of the cases that pass, with its 95 % interval; in brackets the cases.",
    draw: (size) =>
      plotIntervals({
        ...size,
        title: "Pass rate by slice",
        rows,
        unit: "share",
        axis: "share of the cases that pass",
        rowTitle: "slice",
        limit:
          floor === undefined
            ? undefined
            : { value: floor.minimum, label: `floor ${formatPercent(floor.minimum)}` },
      }),
  });
  return [figure, ...tellHidden(tags.length)];
}

/** How often each score is there. */
export function toScorePlot(run: ReportedRun, id: string): readonly MarkupPart[] {
  const { evaluation, baselineIs } = run;
  const sides =
    evaluation.kind === "single"
      ? [
          toSide(
            evaluation.candidate.key,
            evaluation.run.results.map(({ trials }) => trials),
          ),
        ]
      : [
          toSide(
            evaluation.candidate.key,
            evaluation.run.results.map((each) => each.candidate),
          ),
          toSide(
            `${evaluation.baseline.key} (${baselineIs})`,
            evaluation.run.results.map((each) => each.baseline),
          ),
        ];
  return [
    toFigure({
      id,
      caption: "How many cases have each score. A dotted line is at each mean.",
      draw: (size) =>
        plotDistributions({
          ...size,
          title: "Distribution of the scores",
          sides,
          unit: "number",
          axis: "score of a case",
          ends: [0, 1],
        }),
    }),
  ];
}

function toSide(label: string, cases: readonly (readonly Trial[])[]) {
  return { label, values: cases.map(readScore).filter((score) => score !== null) };
}

/** The difference of each pair. */
export function toDifferencePlots({ evaluation }: ReportedRun, id: string): readonly MarkupPart[] {
  if (evaluation.kind === "single") return [];
  const { differences } = collectPairs(evaluation.run.results);
  return [
    toFigure({
      id,
      caption:
        "Each case is as wide as the others, from the one that lost most to the one that gained most. What is between has the same score in both versions.",
      draw: (size) =>
        plotDifferences({
          ...size,
          title: "Differences of the scores, case by case",
          differences,
          unit: "points",
        }),
    }),
  ];
}
