import type { Verdict } from "@promptrail/core";
import { type Build, type Family, families } from "./build.js";

/** What the rules let a family be, in the fewest words. */
export interface FamilyModel {
  active: number;
  /** The revision of the rollback that holds. */
  hold: number | null;
  /** The newest declaration. */
  declared: Build;
  isWaiting: boolean;
  readonly left: Set<number>;
  readonly archived: Set<number>;
  /** The latest activation last. */
  activated: readonly number[];
  /** True while a rollback is the last that gave it another active version. */
  isRolledBack: boolean;
}

export interface SavedVerdict {
  readonly family: Family;
  readonly version: number;
  readonly baseline: number;
  readonly verdict: Verdict;
  /** Whether it says why it takes the place of the one that decides. */
  readonly supersedes: boolean;
}

/** An environment, and the repository whose builds run in it. */
export interface EnvironmentModel {
  revision: number;
  readonly families: Map<Family, FamilyModel>;
  readonly registered: Map<Family, Set<number>>;
  readonly verdicts: SavedVerdict[];
  /** Every build that there ever was: an old process may start again at any time. */
  readonly builds: Build[];
}

export function createModel(): EnvironmentModel {
  return {
    revision: 0,
    families: new Map(),
    registered: new Map(families.map((family) => [family, new Set<number>()])),
    verdicts: [],
    builds: families.map((family) => ({
      family,
      generation: 1,
      acknowledged: 0,
      activeVersion: 2,
      newestVersion: 3,
      gate: "evidence",
    })),
  };
}
