import type { CaseReport } from "../../report/json/case-report-schema.js";
import { toEarlierReport, toSideReport } from "../../report/json/report-parts.js";
import { toCaseReports } from "../../report/json/to-case-reports.js";
import { toJudgeReports } from "../../report/json/to-judge-reports.js";
import type { ModelFrontier, ModelPoint } from "../frontier/model-frontier.js";
import type { ModelsRun } from "../run/run-models.js";
import { type FrontierReport, frontierReportSchema } from "./frontier-schema.js";

interface ToFrontierReportSettings {
  readonly run: ModelsRun;
  readonly frontier: ModelFrontier;
  /** Whose prompt it is. */
  readonly version: number;
  readonly repeats: number;
}

/** The JSON report of a frontier: no answers and no contexts. */
export function toFrontierReport(settings: ToFrontierReportSettings): FrontierReport {
  const { run, frontier, version, repeats } = settings;
  const { family, datasetHash, suiteHash, total, missing } = run;
  const { points, margin, alpha, best } = frontier;
  return frontierReportSchema.parse({
    report: "models",
    family,
    version,
    dataset_hash: datasetHash,
    suite_hash: suiteHash,
    total,
    missing,
    ...toEarlierReport(run, (model) => {
      const at = points.findIndex((point) => point.model === model);
      return run.results.flatMap(({ sides }) => sides[at] ?? []);
    }),
    repeats,
    margin,
    alpha,
    models: points.map(toPointReport),
    best,
    ...toJudgeReports(run.judges, { figure: "mean_score", model: points[0]?.model ?? "" }),
  });
}

function toPointReport(point: ModelPoint): FrontierReport["models"][number] {
  const { model, isOwn, contentHash, quality, cost, dominatedBy, verdict, figures } = point;
  return {
    model,
    own: isOwn,
    content_hash: contentHash,
    quality: quality && { ...quality },
    cost: cost && { ...cost },
    dominated_by: dominatedBy && { model: dominatedBy.model, shown: dominatedBy.isShown },
    verdict: verdict?.verdict ?? null,
    reasons: [...(verdict?.reasons ?? [])],
    ...toDifferences(verdict),
    figures: toSideReport(figures),
  };
}

function toDifferences(verdict: ModelPoint["verdict"]) {
  const { quality = null, cost = null } = verdict ?? {};
  return {
    quality_difference: quality && {
      n: quality.n,
      units: quality.units,
      difference: quality.difference,
      at_least: quality.atLeast,
      p: quality.p,
      harm_p: quality.harmP,
      stand: quality.stand,
    },
    cost_difference: cost && {
      n: cost.n,
      units: cost.units,
      ratio: cost.ratio,
      at_most: cost.atMost,
      p: cost.p,
      dearer_p: cost.dearerP,
      stand: cost.stand,
    },
  };
}

/** What each model answered to each case. */
export interface ModelsCaseReport {
  readonly id: string;
  readonly tags: string[];
  /** In the order of the frontier's models. */
  readonly models: { readonly model: string; readonly answers: CaseReport["candidate"] }[];
}

/** The answers of each model, and what the evals said of them. */
export function toModelsCaseReports(
  run: ModelsRun,
  { points }: ModelFrontier,
): readonly ModelsCaseReport[] {
  const sides = points.map(({ model }, at) => {
    const results = run.results.map(({ sides: all, ...result }) => {
      return { ...result, trials: all[at] ?? [] };
    });
    return { model, cases: toCaseReports({ ...run, results }) };
  });
  return run.results.map(({ id, tags }, row) => ({
    id,
    tags: [...tags],
    models: sides.map(({ model, cases }) => ({ model, answers: cases[row]?.candidate ?? [] })),
  }));
}

/** A point of a plot of cost and quality. */
export interface FrontierPlotPoint {
  readonly label: string;
  /** US dollars an answer. */
  readonly cost: number;
  /** The mean score, 0 to 1. */
  readonly quality: number;
  /** Of the quality. */
  readonly interval: { readonly lower: number; readonly upper: number };
}

/** The models of which cost and quality are known, for a plot; one of unknown cost has no place in it. */
export function toFrontierPlotPoints({ points }: ModelFrontier): readonly FrontierPlotPoint[] {
  return points.flatMap(({ model, cost, quality }) => {
    if (cost === null || quality === null) return [];
    const { value, lower, upper } = quality;
    return [{ label: model, cost: cost.value, quality: value, interval: { lower, upper } }];
  });
}
