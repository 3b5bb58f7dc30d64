import type { DatasetComparison, VersionComparison } from "@promptrail/evals/run";

/** How a dataset was run. */
export interface FinishedRun {
  readonly cases: number;
  readonly missing: number;
  readonly stop: DatasetComparison["run"]["stop"];
}

/** What was compared, and where. */
export interface FoundComparison {
  readonly comparison: VersionComparison;
  readonly environment: string;
  /** Null for shadow runs. */
  readonly run: FinishedRun | null;
}
