export { findWorstCases } from "./report/answers/worst-cases.js";
export { formatEvalHtml } from "./report-files/html/format-eval-html.js";
export { formatModelsHtml, type ReportedModels } from "./report-files/html/format-models-html.js";
export { type StandAlonePage, toStandAlonePage } from "./report-files/html/stand-alone-page.js";
export { formatEvalJunit } from "./report-files/junit/format-eval-junit.js";
export { formatEvalMarkdown } from "./report-files/markdown/format-eval-markdown.js";
export { readReportRows } from "./report-files/runs/read-report-rows.js";
export type {
  FailedFamily,
  PromptChange,
  ReportedLedger,
  ReportedRun,
  ReportedRuns,
} from "./report-files/runs/reported-runs.js";
