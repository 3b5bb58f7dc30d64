import type { Case } from "./eval.js";

/** Cases, read one after another so that a large file needs no memory. */
export interface Dataset<Context = unknown, GroundTruth = unknown> {
  readonly name: string;
  /** Throws PromptrailError `dataset_invalid` with file and line. */
  read(): AsyncIterable<Case>;
  /** These carry the types of its cases; absent at run time. */
  readonly "~context"?: Context;
  readonly "~groundTruth"?: GroundTruth;
}
