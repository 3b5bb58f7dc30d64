import type { Decision } from "@promptrail/core";
import { toOneLine } from "../../terminal.js";

interface UsedEvidence {
  readonly evidenceId: string;
  /** Not known of decisions of earlier releases. */
  readonly evidenceActor: Decision["evidenceActor"] | null;
  readonly supersedeReason?: Decision["supersedeReason"] | undefined;
}

/** What a decision stands on, and who stored it: `evidence run-1f0c… by key:ci`. */
export function describeEvidence({
  evidenceId,
  evidenceActor,
  supersedeReason,
}: UsedEvidence): string {
  const by = evidenceActor == null ? "" : ` by ${toOneLine(evidenceActor)}`;
  const instead =
    supersedeReason === undefined
      ? ""
      : ` in the place of an earlier run: ${toOneLine(supersedeReason)}`;
  return `evidence ${evidenceId}${by}${instead}`;
}
