import type { Evidence, EvidenceKey } from "../evals/evidence.js";
import type { EvidenceStore } from "../ports/evidence-store.js";

/** The evidence store in memory. */
export function createMemoryEvidenceStore(): EvidenceStore & {
  readonly saved: readonly Evidence[];
} {
  const saved: Evidence[] = [];
  return {
    saved,
    save: async (evidence) => void saved.push(evidence),
    find: async (key) => saved.findLast((evidence) => fits(evidence, key)) ?? null,
    read: async (id) => saved.find((evidence) => evidence.id === id) ?? null,
    list: async ({ family, limit }) =>
      saved
        .filter((evidence) => evidence.family === family)
        .slice(-limit)
        .reverse(),
  };
}

function fits(evidence: Evidence, key: EvidenceKey): boolean {
  return (
    evidence.family === key.family &&
    evidence.contentHash === key.contentHash &&
    evidence.baselineHash === key.baselineHash &&
    evidence.datasetHash === key.datasetHash &&
    evidence.suiteHash === key.suiteHash
  );
}
