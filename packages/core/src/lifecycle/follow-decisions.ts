import { advanceSnapshot } from "./advance-snapshot.js";
import { applyDecision } from "./apply-decision.js";
import type { Decision } from "./decision.js";
import type { FamilyState } from "./family-state.js";
import type { Snapshot } from "./snapshot.js";

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
