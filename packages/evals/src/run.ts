export type { AnswerBook, KeptAnswer } from "./answers/answer-book.js";
export { keepAnswers } from "./answers/keep-answers.js";
export {
  type AnswerBookSettings,
  type OpenAnswerBook,
  openAnswerBook,
} from "./answers/open-answer-book.js";
export { type ComparePairsRequest, comparePairs } from "./compare/compare-pairs.js";
export type { ComparedPair, LostRuns, PairFailure, PairSide } from "./compare/compared-pair.js";
export {
  type CompareOnDatasetRequest,
  compareOnDataset,
  type DatasetComparison,
} from "./compare/dataset/compare-on-dataset.js";
export type { ComparedSuite, PairProgress } from "./compare/judge-pairs.js";
export {
  type ComparisonReport,
  comparisonReportSchema,
} from "./compare/present/comparison-schema.js";
export {
  type FormatComparisonSettings,
  formatComparison,
} from "./compare/present/format-comparison.js";
export { formatComparisonMarkdown } from "./compare/present/format-comparison-markdown.js";
export { toComparisonReport } from "./compare/present/to-comparison-report.js";
export {
  answerToPairSide,
  errorToPairSide,
  type PairRecord,
  recordToPairSide,
} from "./compare/to-pair-side.js";
export type {
  ComparedEval,
  DifferenceMethod,
  DifferenceVerdict,
  DifferingPair,
  DifferingReason,
  ExcludedPairs,
  Measure,
  MeasuredDifference,
  ShownSide,
  SideValue,
  VersionComparison,
} from "./compare/version-comparison.js";
export { type DatasetSurvey, surveyDataset } from "./datasets/survey-dataset.js";
export {
  type DifferenceReport,
  differenceReportSchema,
  toDifferenceReports,
} from "./differ/difference-report.js";
export {
  type AnsweredCase,
  type DifferingAnswer,
  type EvalDifference,
  findDifferences,
} from "./differ/find-differences.js";
export { type FormatDifferencesSettings, formatDifferences } from "./differ/format-differences.js";
export { type EvaluateRequest, evaluate } from "./evaluate/evaluate.js";
export type {
  EvaluatedVersion,
  EvaluatePorts,
  EvidenceKeeper,
  EvidenceStanding,
  FoundComparison,
  KeptEvidence,
} from "./evaluate/evaluate-ports.js";
export type { Evaluation } from "./evaluate/evaluation.js";
export { describeOthers, keepInStore } from "./evaluate/keep-in-store.js";
export {
  type BringEvidenceRequest,
  bringEvidence,
  type EvidencePlace,
} from "./evidence/bring-evidence.js";
export { toEvidenceId } from "./evidence/to-evidence-id.js";
export { type ToEvidenceRunSettings, toEvidenceRun } from "./evidence/to-evidence-run.js";
export type { AloneVerdict } from "./gate/alone/alone-verdict.js";
export { judgeAlone } from "./gate/alone/judge-alone.js";
export type { Comparison } from "./gate/compare/comparison.js";
export type { MustPassFailure } from "./gate/find-must-pass-failures.js";
export { findTooFewCases, type TooFewCases, UnitCount } from "./gate/find-too-few-cases.js";
export type { FloorFigures, FloorStand } from "./gate/floors.js";
export type { GateFigures, GateVerdict } from "./gate/gate-verdict.js";
export type { SliceFigures } from "./gate/harm/slices.js";
export type { SpendingFigures } from "./gate/harm/spending.js";
export { judge } from "./gate/judge.js";
export type { EstimatedFigure, EvalFigures, SideFigures } from "./gate/side-figures.js";
export type { AlphaShares } from "./gate/split-alpha.js";
export { type SideCase, summariseSide } from "./gate/summarise-side.js";
export { type AskJudgeSettings, askJudge, type RunJudge } from "./judge/ask/ask-judge.js";
export type { JudgedCase, ShownAnswers } from "./judge/ask/judged-texts.js";
export type { JudgeSpending, Vote, VoteOrder } from "./judge/ask/vote.js";
export {
  hashCard,
  type JudgeCardJson,
  judgeCardSchema,
  parseJudgeCard,
  toCardJson,
} from "./judge/card/card-json.js";
export type { LabelledVotes } from "./judge/card/count-votes.js";
export { findCardObstacles } from "./judge/card/find-card-obstacles.js";
export { type MakeJudgeCardSettings, makeJudgeCard } from "./judge/card/make-judge-card.js";
export { correctJudge } from "./judge/correct/correct-judge.js";
export { type CalibrateSettings, type Calibration, calibrate } from "./judge/label/calibrate.js";
export { countLabels, type LabelCounts } from "./judge/label/count-labels.js";
export { type DrawnUnit, drawToLabel, type ToLabel } from "./judge/label/draw-to-label.js";
export { keepDraw } from "./judge/label/keep-draw.js";
export { type LabelItem, type LabelUnit, toLabelUnits } from "./judge/label/to-label-units.js";
export { parseVotesLine, toVotesLine, type VotesLine } from "./judge/label/votes-line.js";
export {
  findLabelFault,
  newestLabels,
  toLabelId,
  toLabelLine,
} from "./judge/labels/judge-label.js";
export { createJudging, type JudgingSettings } from "./judge/run/create-judging.js";
export { judgeNotes, judgeObstacles } from "./judge/run/judge-obstacles.js";
export type { NamedModel } from "./judge/run/model-family.js";
export {
  type EvaluateModelsRequest,
  evaluateModels,
  type ModelsEvaluation,
  type VersionOnModel,
} from "./models/evaluate-models.js";
export { judgeModels } from "./models/frontier/judge-models.js";
export type {
  CostDifference,
  JudgedModel,
  ModelFrontier,
  ModelPoint,
  ModelVerdict,
  QualityDifference,
} from "./models/frontier/model-frontier.js";
export { type FormatFrontierSettings, formatFrontier } from "./models/present/format-frontier.js";
export { type FrontierReport, frontierReportSchema } from "./models/present/frontier-schema.js";
export {
  type FrontierPlotPoint,
  type ModelsCaseReport,
  toFrontierPlotPoints,
  toFrontierReport,
  toModelsCaseReports,
} from "./models/present/to-frontier-report.js";
export {
  type ModelsCaseResult,
  type ModelsRun,
  type RunModelsSettings,
  runModels,
} from "./models/run/run-models.js";
export { showValue } from "./report/answers/answer-text.js";
export { formatKept } from "./report/earlier/format-kept.js";
export { type CaseProblem, findProblems } from "./report/find-problems.js";
export {
  type AnswerReport,
  type CaseReport,
  caseReportSchema,
} from "./report/json/case-report-schema.js";
export {
  type EvalReport,
  evalReportSchema,
  type GateReport,
  gateReportSchema,
  type SideReport,
} from "./report/json/report-schema.js";
export { toBiasReports } from "./report/json/to-bias-reports.js";
export { toCaseReports } from "./report/json/to-case-reports.js";
export { toEvalReport } from "./report/json/to-eval-report.js";
export { type ToEvidenceSettings, toEvidence } from "./report/json/to-evidence.js";
export type { ComparedVersion } from "./report/json/to-evidence-subject.js";
export { toGateReport } from "./report/json/to-gate-report.js";
export { type AnsweredSide, type Failure, readFailures } from "./report/read-failures.js";
export { type FormatFailuresSettings, formatFailures } from "./report/terminal/format-failures.js";
export { type FormatGateSettings, formatGate } from "./report/terminal/format-gate.js";
export { type FormatPartSettings, formatPart } from "./report/terminal/format-part.js";
export { formatProgress } from "./report/terminal/format-progress.js";
export { type FormatRunSettings, formatRun } from "./report/terminal/format-run.js";
export { plainStyle, type ReportStyle } from "./report/terminal/report-style.js";
export { CallLimit } from "./runner/bounds/call-limit.js";
export type { CaseSelection } from "./runner/bounds/case-selection.js";
export { CostLimit } from "./runner/bounds/cost-limit.js";
export { isLimitTooLow, type RunStop } from "./runner/bounds/run-stop.js";
export type {
  CaseResult,
  Judgement,
  NotApplicable,
  PairedCaseResult,
  Trial,
  TrialError,
} from "./runner/case-result.js";
export {
  countAnswers,
  isErrored,
  isNotApplicable,
  isPassed,
  readOutput,
  readScore,
} from "./runner/case-result.js";
export type { KeptCases } from "./runner/collect/kept-answers.js";
export type { Progress } from "./runner/collect/track-progress.js";
export type { AidsSpending } from "./runner/evaluator/count-aids.js";
export type { EvalAids, UsedEmbedding, UsedPrompt } from "./runner/evaluator/eval-aids.js";
export type { EvalReply, EvalTask, Evaluator } from "./runner/evaluator/evaluator.js";
export type { JudgedCaseResult, Judging } from "./runner/evaluator/judging.js";
export type { AnswerText, CaseCall, RunAnswer, RunCase } from "./runner/run-answer.js";
export { type EvalRun, type RunEvalSettings, runEval } from "./runner/run-eval.js";
export {
  type PairedRun,
  type RunPairedEvalSettings,
  runPairedEval,
} from "./runner/run-paired-eval.js";
export type { RunSettings } from "./runner/run-settings.js";
export { chooseRangeSize, evalQueue } from "./shared/range-job.js";
export { type SharedAnswers, type SharedRunNews, shareRun } from "./shared/share-run.js";
export { type RangeReport, workOnRanges } from "./shared/work-on-ranges.js";
export {
  type EvalWorkers,
  type EvalWorkersSettings,
  openEvalWorkers,
} from "./worker/open-eval-workers.js";
