export { fuzz } from "./fuzz/fuzz.js";
export type { FuzzLimits, FuzzPorts, FuzzProgress, FuzzRequest } from "./fuzz/fuzz-request.js";
export { formatFuzz, formatFuzzProgress } from "./fuzz/report/format-fuzz.js";
export { type FuzzReport, fuzzReportSchema } from "./fuzz/report/fuzz-report-schema.js";
export { type DatasetRow, toDatasetRow } from "./fuzz/report/to-dataset-row.js";
export { toFuzzReport } from "./fuzz/report/to-fuzz-report.js";
export type { ChangedField, Counterexample, ShownAnswer } from "./fuzz/run/counterexample.js";
export type { FuzzRun, FuzzVerdict, RelationFigures } from "./fuzz/run/fuzz-run.js";
export { attributesPermuted } from "./relations/attributes-permuted.js";
export { type CurrencySettings, currencyChanged } from "./relations/currency-changed.js";
export { defaultRelations } from "./relations/default-relations.js";
export { defineRelation, type RelationSettings } from "./relations/define-relation.js";
export type { FieldsSettings } from "./relations/fields-settings.js";
export {
  type InjectionSettings,
  instructionsInjected,
} from "./relations/instructions-injected.js";
export { type NoiseSettings, noisePadded } from "./relations/noise-padded.js";
export type {
  ChangeDraw,
  FuzzSettings,
  KeptParts,
  Relation,
} from "./relations/relation.js";
