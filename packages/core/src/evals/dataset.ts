import type { Case } from "./eval.js";

/** Cases, read one after another so that a large file needs no memory. */
export interface Dataset {
  readonly name: string;
  /** Throws PromptrailError `dataset_invalid` with file and line. */
  read(): AsyncIterable<Case>;
}
