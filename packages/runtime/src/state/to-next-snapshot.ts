import type { DecisionResult, Snapshot } from "@promptrail/core";

/** The snapshot after a decision of this process; null where others decided in between, or nothing changed. */
export function toNextSnapshot(
  applied: Snapshot,
  { decision, state, alreadyApplied, followUp }: DecisionResult,
): Snapshot | null {
  if (decision === null || alreadyApplied) return null;
  if (decision.previousHash !== applied.headHash) return null;
  const others = applied.families.filter(({ family }) => family !== state.family);
  return {
    ...applied,
    revision: (followUp ?? decision).revision,
    headHash: (followUp ?? decision).hash,
    families: [...others, state],
  };
}
