import type { Evidence } from "@promptrail/core";
import type { EvidenceStore } from "@promptrail/core/lifecycle";
import { toEvidence } from "../report/json/to-evidence.js";
import type { EvidenceKeeper, EvidenceStanding } from "./evaluate-ports.js";

/** Keeps evidence in a store, of which it names the environment. */
export function keepInStore(
  environment: string,
  store: Pick<EvidenceStore, "requireWritable" | "save" | "find">,
): EvidenceKeeper {
  return {
    environment,
    requireWritable: () => store.requireWritable(),
    save: async (found) => {
      const saved = await store.save(toEvidence(found));
      return { id: saved.id, standing: await findStanding(store, saved) };
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
