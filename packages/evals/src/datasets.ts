export { type AlikePair, findAlike } from "./dataset-tools/alike/find-alike.js";
export {
  isDatasetPath,
  readDatasetFile,
  toDatasetFile,
} from "./dataset-tools/files/dataset-file-of.js";
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
  type DatasetFile,
  type DatasetFormat,
  findDatasetFile,
} from "./datasets/dataset-origin.js";
