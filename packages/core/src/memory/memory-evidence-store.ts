import type { Evidence } from "../evals/evidence.js";
import { isEvidenceFor } from "../evals/is-evidence-for.js";
import type { EvidenceStore } from "../ports/evidence-store.js";

/** The evidence store in memory. */
export function createMemoryEvidenceStore(): EvidenceStore & {
  readonly saved: readonly Evidence[];
} {
  const saved: Evidence[] = [];
  return {
    saved,
    save: async (evidence) => {
      if (saved.every(({ id }) => id !== evidence.id)) saved.push(evidence);
    },
    requireWritable: async () => {},
    find: async (key) => saved.findLast((evidence) => isEvidenceFor(evidence, key)) ?? null,
    read: async (id) => saved.find((evidence) => evidence.id === id) ?? null,
    list: async ({ family, limit }) =>
      saved
        .filter((evidence) => evidence.family === family)
        .slice(-limit)
        .reverse(),
  };
}
