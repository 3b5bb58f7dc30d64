import type { Case } from "./eval.js";

/** Cases, read one after another so that a large file needs no memory. */
export interface Dataset<Context = unknown, GroundTruth = unknown> {
  readonly name: string;
  /**
   * Its cases, one after another. Throws PromptrailError `dataset_invalid` with file and line.
   *
   * @param again true for who has read it before and sees by itself whether it is still the same: what was found right
   * then need not be looked at again. A dataset may look all the same.
   */
  read(again?: boolean): AsyncIterable<Case>;
  /** These carry the types of its cases; absent at run time. */
  readonly "~context"?: Context;
  readonly "~groundTruth"?: GroundTruth;
}
