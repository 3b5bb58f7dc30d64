import { type EvidenceRun, jsonDigest } from "@promptrail/core/lifecycle";

/** The id of a run's evidence, by all that it says: one that is brought again is known, whoever brings it. */
export function toEvidenceId(run: EvidenceRun): string {
  return `run-${jsonDigest(run).replace("sha256-", "").slice(0, 32)}`;
}
