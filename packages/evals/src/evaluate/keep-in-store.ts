import type { EvidenceStore } from "@promptrail/core/lifecycle";
import { toEvidence } from "../report/json/to-evidence.js";
import type { EvidenceKeeper } from "./evaluate-ports.js";

/** Keeps evidence in a store, of which it names the environment. */
export function keepInStore(
  environment: string,
  store: Pick<EvidenceStore, "requireWritable" | "save">,
): EvidenceKeeper {
  return {
    environment,
    isStore: true,
    requireWritable: () => store.requireWritable(),
    save: async (found) => {
      const evidence = toEvidence(found);
      await store.save(evidence);
      return evidence.id;
    },
  };
}
