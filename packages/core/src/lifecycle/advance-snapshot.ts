import type { FamilyState } from "./family-state.js";
import type { Snapshot } from "./snapshot.js";

/** What later decisions made of a snapshot. */
export interface SnapshotNews extends Pick<Snapshot, "revision" | "headHash"> {
  /** The families that they touched, as they are now. */
  readonly changed: readonly FamilyState[];
}

/** The snapshot after the news. Families that nobody touched stay the same objects, in the same order. */
export function advanceSnapshot(
  base: Snapshot,
  { revision, headHash, changed }: SnapshotNews,
): Snapshot {
  const families = new Map(base.families.map((state) => [state.family, state]));
  for (const state of changed) families.set(state.family, state);
  return { ...base, revision, headHash, families: [...families.values()] };
}
