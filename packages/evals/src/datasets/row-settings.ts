import type { InputSchema } from "@promptrail/core";

/** What every dataset may be told. */
export interface RowSettings<Context = unknown, GroundTruth = unknown> {
  /** How reports call the dataset. Default: the file's name. */
  readonly name?: string;
  /** Any Standard Schema: each row's context must fit it. The context itself is passed on as written. */
  readonly context?: InputSchema<Context>;
  /** Any Standard Schema: each row's ground truth must fit it. */
  readonly groundTruth?: InputSchema<GroundTruth>;
}
