import type { Evidence, EvidenceKey } from "./evidence.js";

/** Whether evidence fits every field of a key. */
export function isEvidenceFor(evidence: Evidence, key: EvidenceKey): boolean {
  return (
    evidence.family === key.family &&
    evidence.contentHash === key.contentHash &&
    evidence.baselineHash === key.baselineHash &&
    evidence.datasetHash === key.datasetHash &&
    evidence.suiteHash === key.suiteHash
  );
}
