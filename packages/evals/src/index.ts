export { type CaseSettings, cases } from "./datasets/cases.js";
export { csv } from "./datasets/csv/csv.js";
export type { CsvSettings } from "./datasets/csv-settings.js";
export type { DatasetPath } from "./datasets/dataset-file.js";
export { jsonl } from "./datasets/jsonl.js";
export type { RowSettings } from "./datasets/row-settings.js";
export { yaml } from "./datasets/yaml/yaml.js";
export { countWords } from "./evals/count/count-words.js";
export { type LengthRange, lengthBetween } from "./evals/count/length-between.js";
export { maxWords } from "./evals/count/max-words.js";
export type { CheckSettings } from "./evals/definition/check-settings.js";
export { fail, pass } from "./evals/eval-verdicts.js";
export { type ValidJsonSettings, validJson } from "./evals/json/valid-json.js";
export { type ContainsSettings, contains } from "./evals/text/contains.js";
export { type EqualsSettings, equals } from "./evals/text/equals.js";
export { matchesPattern } from "./evals/text/matches-pattern.js";
export { mustNotContain } from "./evals/text/terms.js";
export {
  type PadToWindowSettings,
  padToWindow,
  type WindowPadding,
} from "./failure-modes/pad-to-window.js";
export { type TagByShapeSettings, tagByShape } from "./failure-modes/tag-by-shape.js";
export type {
  CardCounts,
  CardFigures,
  CardPart,
  DangerousCells,
  JudgeCard,
} from "./judge/card/judge-card.js";
export type { JudgeRequirements } from "./judge/card/judge-requirements.js";
export { readJudgeCard } from "./judge/card/read-judge-card.js";
export { defineJudge } from "./judge/definition/define-judge.js";
export { isJudgeEval, type Judge, type JudgeEval } from "./judge/definition/judge.js";
export type { JudgeSettings } from "./judge/definition/judge-settings.js";
export type { JudgeLabel } from "./judge/labels/judge-label.js";
export { readJudgeLabels } from "./judge/labels/read-judge-labels.js";
export { defineRubric } from "./judge/rubric/define-rubric.js";
export type {
  Criterion,
  MenuChoice,
  Rubric,
  RubricMode,
  RubricPart,
} from "./judge/rubric/rubric.js";
export type { RubricSettings } from "./judge/rubric/rubric-settings.js";
export { defineEval } from "./suite/define-eval.js";
export { type DefinedSuite, defineSuite } from "./suite/define-suite.js";
export type { EvalSettings } from "./suite/eval-settings.js";
export type { GateFloor } from "./suite/gate-floor.js";
export type { SuiteSettings } from "./suite/suite-settings.js";
export { type TriedSubject, tryEval } from "./suite/try-eval.js";
