export { digestTold } from "./dataset-tools/alike/case-text.js";
export { type AlikePair, findAlike } from "./dataset-tools/alike/find-alike.js";
export { callToCase, type NoCase } from "./dataset-tools/calls/call-to-case.js";
export { drawCalls } from "./dataset-tools/calls/draw-calls.js";
export {
  changeDataset,
  type DatasetChanges,
  type DatasetPart,
  readCases,
  writeParts,
} from "./dataset-tools/files/change-dataset.js";
export {
  isDatasetPath,
  readDatasetFile,
  toDatasetFile,
} from "./dataset-tools/files/dataset-file-of.js";
export {
  type GeneratedKind,
  type GeneratedVariants,
  type GenerateSettings,
  generateVariants,
} from "./dataset-tools/generate/generate-variants.js";
export { sampleSchema } from "./dataset-tools/generate/sample-schema.js";
export {
  type ComparedShape,
  compareShapes,
  fewUnits,
  leastShare,
  type ShapedCall,
} from "./dataset-tools/profile/compare-shapes.js";
export {
  type DatasetProfile,
  profileDataset,
} from "./dataset-tools/profile/profile-dataset.js";
export {
  findBalancedSeed,
  type SplitCount,
  type SplitPart,
  type SplitResult,
  splitCases,
} from "./dataset-tools/split/split-cases.js";
export { checkDataset, type PlacedCase } from "./datasets/check-dataset.js";
export {
  type DatasetFile,
  type DatasetFormat,
  findDatasetFile,
} from "./datasets/dataset-origin.js";
export { parseRow } from "./datasets/parse-row.js";
export { toRow } from "./datasets/rows/to-row.js";
