import { requireEnvironmentName } from "../config/environment-name.js";
import { unknownEnvironment } from "../config/unknown-environment.js";
import { checkAllContents } from "../contents/check-all-contents.js";
import type { OpenStore, Store } from "../ports/store.js";
import { createMemoryCallLog } from "./memory-call-log.js";
import { createMemoryEvidenceStore } from "./memory-evidence-store.js";
import { createMemoryFleetStore } from "./memory-fleet-store.js";
import { createMemoryKeyStore } from "./memory-key-store.js";
import { createMemoryStatusStore } from "./memory-status-store.js";

/**
 * A store without a database: what a project has that names none.
 * One value keeps one state an environment; it is gone with the process.
 */
export function memory(): Store {
  const opened = new Map<string, OpenStore>();
  return {
    description: "memory",
    kind: "memory",
    migrate: async () => [],
    open: async ({ environment, create = true }) => {
      const environments = () => [...opened.keys()].sort();
      if (!create && !opened.has(environment)) {
        throw unknownEnvironment({ environment, known: environments(), ...ownWords });
      }
      if (!opened.has(environment)) requireEnvironmentName(environment);
      const open = opened.get(environment) ?? openMemory(environment, environments);
      opened.set(environment, open);
      return open;
    },
  };
}

const ownWords = {
  store: "memory",
  cure: "A store in memory ends with its process: to keep the live state, use embedded() or postgres() in the config.",
};

function openMemory(environment: string, environments: () => readonly string[]): OpenStore {
  const { saved, ...store } = createMemoryEvidenceStore();
  const { status, committedAt, lookAgain, recorded } = createMemoryStatusStore(environment, store);
  return {
    evidence: {
      ...store,
      save: async (evidence) => {
        const placed = await store.save(evidence);
        await lookAgain(placed);
        return placed;
      },
    },
    status,
    fleet: createMemoryFleetStore(committedAt),
    calls: createMemoryCallLog(),
    keys: createMemoryKeyStore(),
    environments: async () => environments(),
    checkContents: async () => checkAllContents({ ...recorded(), evidence: saved }),
    sharedWork: async () => null,
    close: async () => {},
  };
}
