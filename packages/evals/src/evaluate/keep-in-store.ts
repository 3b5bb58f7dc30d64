import type { Evidence } from "@promptrail/core";
import type { EvidenceStore } from "@promptrail/core/lifecycle";
import { toEvidence } from "../report/json/to-evidence.js";
import type { EvidenceKeeper, EvidenceStanding } from "./evaluate-ports.js";

/** Keeps evidence in a store, of which it names the environment. */
export function keepInStore(
  environment: string,
  store: Pick<EvidenceStore, "requireWritable" | "save" | "find" | "list">,
): EvidenceKeeper {
  return {
    environment,
    requireWritable: () => store.requireWritable(),
    save: async (found) => {
      const saved = await store.save(toEvidence(found));
      const others = await countOthers(store, saved);
      const standing = await findStanding(store, saved);
      return { id: saved.id, standing: others === null ? standing : { ...standing, others } };
    },
  };
}

/** Which run decides, where evidence was saved. */
export async function findStanding(
  store: Pick<EvidenceStore, "find">,
  saved: Evidence,
): Promise<EvidenceStanding> {
  const { run = 1 } = saved;
  const deciding = saved.changesNothing === true ? await store.find(saved) : saved;
  const { id, verdict } = deciding ?? saved;
  return { run, deciding: { id, verdict } };
}

/** So many of a family's newest are looked through: each has its whole report. */
const mostListed = 100;

/** Complete runs of the same content and baseline whose dataset or suite is another one, by their verdicts; null for none. */
async function countOthers(
  store: Pick<EvidenceStore, "list">,
  saved: Evidence,
): Promise<EvidenceStanding["others"] | null> {
  const counts: Partial<Record<Evidence["verdict"], number>> = {};
  for (const each of await store.list({ family: saved.family, limit: mostListed })) {
    const isSame =
      each.contentHash === saved.contentHash && each.baselineHash === saved.baselineHash;
    const isKey = each.datasetHash === saved.datasetHash && each.suiteHash === saved.suiteHash;
    if (!isSame || isKey || each.isIncomplete === true) continue;
    counts[each.verdict] = (counts[each.verdict] ?? 0) + 1;
  }
  return Object.keys(counts).length === 0 ? null : counts;
}

/** What was found before on another dataset or with another suite, in a line; none where there is nothing. */
export function describeOthers({ others }: EvidenceStanding): readonly string[] {
  if (others === undefined) return [];
  const told = (["pass", "fail", "inconclusive"] as const)
    .flatMap((verdict) => (others[verdict] === undefined ? [] : [`${others[verdict]} ${verdict}`]))
    .join(", ");
  return [
    `The same content was compared with the same baseline before, on another dataset or with another suite: ${told}. A changed dataset or suite is another comparison, whose runs are counted from 1.`,
  ];
}
