import type { Verdict } from "@promptrail/core";
import type { MustPassFailure } from "../find-must-pass-failures.js";
import type { FloorFigures } from "../floors.js";

/** What can be said of a version without a baseline. Never evidence: nothing is compared. */
export interface AloneVerdict {
  readonly verdict: Verdict;
  /** Why, in plain words: a line each; the deciding one first. */
  readonly reasons: readonly string[];
  readonly mustPassFailures: readonly MustPassFailure[];
  readonly floors: readonly FloorFigures[];
}
