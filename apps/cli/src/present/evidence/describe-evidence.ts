import type { Decision } from "@promptrail/core";
import { toOneLine } from "../../terminal.js";

interface UsedEvidence {
  readonly evidenceId: string;
  /** Not known of decisions of earlier releases. */
  readonly evidenceActor: Decision["evidenceActor"] | null;
}

/** What a decision stands on, and who stored it: `evidence run-1f0c… by key:ci`. */
export function describeEvidence({ evidenceId, evidenceActor }: UsedEvidence): string {
  const by = evidenceActor == null ? "" : ` by ${toOneLine(evidenceActor)}`;
  return `evidence ${evidenceId}${by}`;
}
