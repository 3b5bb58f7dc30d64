import { formatDistance, formatPercent } from "../../gate/format-figures.js";
import { formatEarlier } from "../../report/earlier/format-earlier.js";
import { formatCost, formatScore } from "../../report/terminal/format-amounts.js";
import { formatJudges } from "../../report/terminal/format-judges.js";
import { reportWidth } from "../../report/terminal/format-problems.js";
import { formatTable } from "../../report/terminal/format-table.js";
import { plainStyle, type ReportStyle } from "../../report/terminal/report-style.js";
import { wrapText } from "../../report/terminal/width/wrap-text.js";
import type { ModelFrontier, ModelPoint, ModelVerdict } from "../frontier/model-frontier.js";
import type { ModelsRun } from "../run/run-models.js";

export interface FormatFrontierSettings {
  readonly run: ModelsRun;
  readonly frontier: ModelFrontier;
  readonly style?: ReportStyle;
}

/** A frontier for a terminal: a row a model, and below it the verdicts with their reasons; 100 columns. */
export function formatFrontier({
  run,
  frontier,
  style = plainStyle,
}: FormatFrontierSettings): string {
  const { points, margin } = frontier;
  const columns = reportWidth(style);
  const titles = ["model", "mean score (95 %)", "cost an answer (95 %)", "verdict"];
  const rows = points.map((point) => [
    `${point.model}${point.isOwn ? " (own)" : ""}`,
    formatScore(point.quality),
    formatSpent(point.cost),
    point.verdict === null ? "–" : markVerdict(point.verdict, style),
  ]);
  const wrap = (text: string, first: string, rest: string) =>
    wrapText(text, { width: columns, first, rest, maxLines: 6 });
  return [
    formatTable({ rows: [titles, ...rows], mark: style.dim, columns }),
    wrap(
      `The intervals of the scores hold together, and so do those of the costs. The verdict is whether a model is cheaper than that of the version and not worse, within ${formatDistance(margin)}, by Holm's rule over the models.`,
      "",
      "",
    ),
    ...formatJudges(run.judges, points[0]?.model ?? ""),
    ...formatEarlier(
      points.map(({ model }, at) => ({
        title: model,
        cases: run.results.map(({ sides }) => ({ trials: sides[at] ?? [] })),
        earlier: run.earlier?.[model],
      })),
    ),
    ...describeDominated(points).map((line) => wrap(line, "", "  ")),
    ...points.flatMap(({ model, verdict }) =>
      verdict === null
        ? []
        : [
            "",
            `${model}: ${markVerdict(verdict, style)}`,
            ...verdict.reasons.map((reason) => wrap(reason, "  · ", "    ")),
          ],
    ),
  ].join("\n");
}

/** `$0.0123 ± 4.5 %`: with the whole interval the table would not fit a terminal. */
function formatSpent(cost: ModelPoint["cost"]): string {
  if (cost === null) return "unknown";
  const { value, upper } = cost;
  return value === 0 ? formatCost(0) : `${formatCost(value)} ± ${formatPercent(upper / value - 1)}`;
}

function markVerdict({ verdict }: ModelVerdict, style: ReportStyle): string {
  return { yes: style.good, no: style.bad, inconclusive: style.warn }[verdict](verdict);
}

function describeDominated(points: readonly ModelPoint[]): readonly string[] {
  return points.flatMap(({ model, dominatedBy }) => {
    if (dominatedBy === null) return [];
    const { model: other, isShown } = dominatedBy;
    return [
      isShown
        ? `${model} is dominated by ${other}, which scores higher and costs less.`
        : `${model} looks dominated by ${other}, which is not shown with these cases.`,
    ];
  });
}
