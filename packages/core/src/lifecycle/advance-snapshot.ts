import { applyDecision } from "./apply-decision.js";
import type { Decision } from "./decision.js";
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

/**
 * The snapshot after the decisions that come next in its history, in their order; null where they do
 * not come next, so that the state has to be read.
 */
export function followDecisions(base: Snapshot, decisions: readonly Decision[]): Snapshot | null {
  const families = new Map<string, FamilyState>();
  let { revision, headHash } = base;
  for (const decision of decisions) {
    if (decision.revision !== revision + 1 || decision.previousHash !== headHash) return null;
    const { family, change } = decision;
    const state = families.get(family) ?? base.families.find((each) => each.family === family);
    if (state === undefined && change.kind !== "first_seen") return null;
    families.set(family, applyDecision(state ?? null, decision));
    ({ revision, hash: headHash } = decision);
  }
  return advanceSnapshot(base, { revision, headHash, changed: [...families.values()] });
}
