import { type Markup, type MarkupPart, markup, plotFrontier } from "@promptrail/plots";
import { formatDistance } from "../../gate/format-figures.js";
import type {
  ModelFrontier,
  ModelPoint,
  ModelVerdict,
} from "../../models/frontier/model-frontier.js";
import { formatCost, formatScore } from "../../report/terminal/format-amounts.js";
import { toSideRows } from "../../report/terminal/side-rows.js";
import { toPage } from "./page-frame.js";
import { keepUnits, toCard, toFigure, toTable } from "./page-parts.js";

/** One prompt on several models, for a page. */
export interface ReportedModels {
  /** Whose prompt it is: `product_description_v3`. */
  readonly key: string;
  readonly environment: string;
  readonly frontier: ModelFrontier;
  /** How many cases have a result, and how many there are. */
  readonly cases: number;
  readonly total: number;
  readonly notes: readonly string[];
  readonly madeAt: Date;
}

/** Cost and quality of one prompt on several models, as one HTML page like that of an eval. */
export function formatModelsHtml(report: ReportedModels): string {
  const { key, environment, frontier, cases, total, notes, madeAt } = report;
  const { points, best } = frontier;
  const title = best === null ? "No model is shown to be cheaper and not worse" : `To try: ${best}`;
  const sections = [
    { id: "frontier", title: "Cost and quality", parts: toFrontier(frontier) },
    { id: "verdicts", title: "Verdicts", parts: points.map(toVerdict) },
    { id: "figures", title: "All figures", parts: [toFigures(points)] },
  ];
  const count = cases === total ? `${total} cases` : `${cases} of ${total} cases`;
  const said = notes.map((note) => markup`<p class="small">${note}</p>`);
  return toPage({
    title,
    name: `${key} on ${points.length} models`,
    facts: [`${key} on ${points.length} models`, count, environment],
    madeAt,
    contents: sections,
    main: [...sections.map(toCard), ...said],
  });
}

function toFrontier({ points, margin }: ModelFrontier): readonly MarkupPart[] {
  return [
    toFigure({
      id: "models",
      caption: `Each model's mean score with its interval, by what 1,000 answers cost; the intervals of all models hold together with 95 %. The line joins the models that no other one beats in both. A square is the version's own model. The margin is ${formatDistance(margin)}.`,
      draw: (size) =>
        plotFrontier({
          ...size,
          title: "Cost and quality of the models",
          costUnit: "usd",
          qualityUnit: "number",
          costAxis: "cost of 1,000 answers",
          qualityAxis: "mean score",
          points: points.map(({ model, isOwn, quality, cost, verdict }) => ({
            label: model,
            cost: cost === null ? null : cost.value * 1_000,
            quality: quality?.value ?? null,
            interval: quality,
            isBaseline: isOwn,
            note: verdict === null ? "the version's own" : words[verdict.verdict],
          })),
        }),
    }),
  ];
}

const words = {
  yes: "cheaper and not worse",
  no: "not cheaper, or worse",
  inconclusive: "not shown",
} as const satisfies Record<ModelVerdict["verdict"], string>;
const badges = { yes: "pass", no: "fail", inconclusive: "inconclusive" } as const;

function toVerdict({ model, isOwn, verdict, quality, cost, dominatedBy }: ModelPoint): Markup {
  const spent = cost === null ? "cost unknown" : `${formatCost(cost.value)} an answer`;
  const badge =
    verdict === null
      ? markup`<span class="quiet">${isOwn ? "the version's own model" : "no verdict"}</span>`
      : markup`<span class="badge ${badges[verdict.verdict]}">${words[verdict.verdict]}</span>`;
  const beaten =
    dominatedBy === null
      ? []
      : [
          `${dominatedBy.model} scores at least as high and costs no more${dominatedBy.isShown ? "" : ", which is not shown with these cases"}.`,
        ];
  const reasons = [...(verdict?.reasons ?? []), ...beaten];
  const listed = reasons.map((reason) => markup`<li>${keepUnits(reason)}</li>`);
  return markup`<section><h4>${model}</h4><p class="small">${badge} ${keepUnits(`score ${formatScore(quality)} · ${spent}`)}</p>${listed.length === 0 ? null : markup`<ul class="reasons small">${listed}</ul>`}</section>`;
}

function toFigures(points: readonly ModelPoint[]): Markup {
  return toTable({
    name: "All figures",
    titles: ["", ...points.map(({ model }) => model)],
    rows: toSideRows(points.map(({ figures }) => figures)),
  });
}
