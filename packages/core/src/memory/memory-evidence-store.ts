import type { Evidence, EvidenceKey } from "../evals/evidence.js";
import { isEvidenceFor } from "../evals/is-evidence-for.js";
import { requireNotOlder } from "../evals/require-not-older.js";
import type { EvidenceStore } from "../ports/evidence-store.js";

/** The evidence store in memory. */
export function createMemoryEvidenceStore(): EvidenceStore & {
  readonly saved: readonly Evidence[];
} {
  const saved: Evidence[] = [];
  const findLast = (key: EvidenceKey) =>
    saved.findLast((evidence) => isEvidenceFor(evidence, key)) ?? null;
  return {
    saved,
    save: async (evidence) => {
      if (saved.some(({ id }) => id === evidence.id)) return;
      requireNotOlder(evidence, findLast(evidence));
      saved.push(evidence);
    },
    requireWritable: async () => {},
    find: async (key) => findLast(key),
    read: async (id) => saved.find((evidence) => evidence.id === id) ?? null,
    list: async ({ family, limit }) =>
      saved
        .filter((evidence) => evidence.family === family)
        .slice(-limit)
        .reverse(),
  };
}
