import type { Evidence, EvidenceKey } from "../evals/evidence.js";
import { isEvidenceFor } from "../evals/is-evidence-for.js";
import { mayDecide, placeEvidence } from "../evals/place-evidence.js";
import type { EvidenceStore } from "../ports/evidence-store.js";

/** The evidence store in memory. */
export function createMemoryEvidenceStore(): EvidenceStore & {
  readonly saved: readonly Evidence[];
} {
  const saved: Evidence[] = [];
  const findRuns = (key: EvidenceKey) => saved.filter((evidence) => isEvidenceFor(evidence, key));
  const findDeciding = (key: EvidenceKey) => findRuns(key).findLast(mayDecide) ?? null;
  return {
    saved,
    save: async (evidence) => {
      const known = saved.find(({ id }) => id === evidence.id);
      if (known !== undefined) return known;
      const count = findRuns(evidence).length;
      const placed = placeEvidence(evidence, { count, deciding: findDeciding(evidence) });
      saved.push(placed);
      return placed;
    },
    requireWritable: async () => {},
    find: async (key) => findDeciding(key),
    read: async (id) => saved.find((evidence) => evidence.id === id) ?? null,
    list: async ({ family, limit }) =>
      saved
        .filter((evidence) => evidence.family === family)
        .slice(-limit)
        .reverse(),
  };
}
