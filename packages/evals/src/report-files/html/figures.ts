import type { Markup } from "@promptrail/plots";
import { formatPercent, formatPoints } from "../../gate/format-figures.js";
import type { EstimatedFigure, EvalFigures, SideFigures } from "../../gate/side-figures.js";
import { summariseSide } from "../../gate/summarise-side.js";
import {
  formatCost,
  formatCount,
  formatDuration,
  formatSum,
} from "../../report/terminal/format-amounts.js";
import { toSideRows } from "../../report/terminal/side-rows.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import { toTable } from "./page-parts.js";

interface KeyFigure {
  readonly title: string;
  readonly value: string;
  /** The interval, or what the baseline has. */
  readonly note: string;
}

/** The few figures that a reader looks for first. */
export function listKeyFigures(run: ReportedRun): readonly KeyFigure[] {
  const [candidate, baseline] = readSides(run);
  if (candidate === undefined) return [];
  const before = (text: (side: SideFigures) => string) =>
    baseline === undefined ? "" : `${text(baseline)} before`;
  return [
    ...listDifference(run),
    {
      title: "Pass rate",
      value: candidate.passRate === null ? "–" : formatPercent(candidate.passRate.value),
      note: joinNotes(showInterval(candidate.passRate), before(showPassRate)),
    },
    {
      title: "Cases",
      value: formatCount(candidate.cases),
      note:
        candidate.errored === 0 ? "none without a result" : `${candidate.errored} without a result`,
    },
    { title: "Cost", value: showCost(candidate), note: before(showCost) },
    { title: "Duration, median", value: showDuration(candidate), note: before(showDuration) },
  ];
}

/** All figures of both versions. */
export function toFigureTable(run: ReportedRun): Markup {
  const { evaluation, baselineIs } = run;
  const titles =
    evaluation.kind === "single"
      ? ["", evaluation.candidate.key]
      : ["", evaluation.candidate.key, `${evaluation.baseline.key} (${baselineIs})`];
  return toTable({ name: "All figures", titles, rows: toSideRows(readSides(run)) });
}

/** How many answers passed each eval. */
export function toEvalTable(run: ReportedRun): Markup {
  const sides = readSides(run);
  const names = [...new Set(sides.flatMap(({ evals }) => evals.map(({ name }) => name)))];
  const { evaluation } = run;
  const titles = [
    "",
    `${evaluation.candidate.key} passed`,
    ...(evaluation.kind === "single" ? [] : [`${evaluation.baseline.key} passed`]),
  ];
  const rows = names.map((name) => {
    const figures = sides.map(({ evals }) => evals.find((each) => each.name === name));
    const isMust = figures.some((each) => each?.mustPass === true);
    return [`${name}${isMust ? " (must pass)" : ""}`, ...figures.map(showEval)];
  });
  return toTable({ name: "Answers that passed each eval", titles, rows });
}

function showEval(figures: EvalFigures | undefined): string {
  if (figures === undefined || figures.judged === 0) return "–";
  const { passed, judged, score } = figures;
  return `${passed} of ${judged} · score ${score === null ? "–" : score.toFixed(3)}`;
}

function listDifference({ evaluation }: ReportedRun): readonly KeyFigure[] {
  if (evaluation.kind === "single") return [];
  const { comparison, alpha, margin } = evaluation.verdict.figures;
  if (comparison === null) return [];
  const { difference, interval } = comparison;
  const level = `${Math.round((1 - 2 * alpha) * 1_000) / 10} %`;
  const [lower, upper] = [interval.lower, interval.upper].map((end) =>
    formatPoints(end).replace(" points", ""),
  );
  const ends = `${lower} to ${upper}`;
  return [
    {
      title: "Mean score, difference",
      value: formatPoints(difference),
      note: `${ends} (${level}); margin ${formatPercent(margin).replace(" %", "")}`,
    },
  ];
}

function readSides({ evaluation }: ReportedRun): readonly SideFigures[] {
  if (evaluation.kind === "single") return [summariseSide(evaluation.run.results)];
  const { candidate, baseline } = evaluation.verdict.figures;
  return [candidate, baseline];
}

function showPassRate({ passRate }: SideFigures): string {
  return passRate === null ? "none" : formatPercent(passRate.value);
}

function showCost({ cost, atLeast }: SideFigures): string {
  return formatSum(cost, atLeast.cost, formatCost);
}

function showDuration({ duration }: SideFigures): string {
  return duration === null ? "–" : formatDuration(duration.median);
}

function showInterval(figure: EstimatedFigure | null): string {
  if (figure === null) return "";
  return `${formatPercent(figure.lower)} to ${formatPercent(figure.upper)} (95 %)`;
}

function joinNotes(...notes: readonly string[]): string {
  return notes.filter((note) => note !== "").join("; ");
}
