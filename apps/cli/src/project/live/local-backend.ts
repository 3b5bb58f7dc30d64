import { type Decision, type OpenStore, PromptrailError } from "@promptrail/core";
import {
  type FamilyChange,
  fromFamilyChangeWire,
  fromPromotionResultWire,
  fromRollbackResultWire,
  toFamilyChangeWire,
  toPromotionResultWire,
  toRollbackResultWire,
} from "@promptrail/http-api";
import type { Promptrail } from "@promptrail/runtime";
import type { Backend } from "./backend.js";
import { toWholeHistory, type WholeHistory } from "./read-server-history.js";

const defaultWaitMs = 1_000;
/** Decisions that others may record between two reads of ours: the limit counts from the newest. */
const mostBetweenReads = 100;

/** Answers from the store that this process opened, as a server on it would. */
export function createLocalBackend(promptrail: Promptrail, actor: string): Backend {
  const by = { actor, source: "cli" } as const;
  return {
    call: (family, context, options) => promptrail.call(family, context, options),
    stream: (family, context, options) => promptrail.stream(family, context, options),
    ...createReads(promptrail),
    promote: async ({ wait, ...request }) => {
      const result = await promptrail.promote({ ...by, ...request });
      const fleet = await waitFor(promptrail, result.decision, wait);
      return fromPromotionResultWire(toPromotionResultWire(result, fleet));
    },
    rollback: async ({ toVersion, wait, ...request }) => {
      const target = toVersion === undefined ? {} : { version: toVersion };
      const result = await promptrail.rollback({ ...by, ...request, ...target });
      const fleet = await waitFor(promptrail, result.decision, wait);
      return fromRollbackResultWire(toRollbackResultWire(result, fleet));
    },
    shadow: async (request) => toFamilyChange(await promptrail.shadow({ ...by, ...request })),
    archive: async (request) => toFamilyChange(await promptrail.archive({ ...by, ...request })),
    resume: async (request) => toFamilyChange(await promptrail.resume({ ...by, ...request })),
    drill: (request) => promptrail.drill({ ...by, ...request }),
  };
}

function createReads(
  promptrail: Promptrail,
): Pick<Backend, "status" | "history" | "fleet" | "wholeHistory"> {
  return {
    status: async () => {
      const { snapshot, stateSource, families, problems } = promptrail.status();
      requireLive(problems);
      const reports = new Map(families.map((family) => [family.family, family]));
      return { snapshot, stateSource, reports, problems };
    },
    history: async (query) => {
      // Refuses a name that nobody declared, as a server does, instead of showing no decisions.
      promptrail.resolve(query.family);
      return promptrail.history(query);
    },
    fleet: () => promptrail.fleet(),
    wholeHistory: () => readWholeHistory(promptrail.store),
  };
}

/** What a process serves without its store is not what is live: this command is asked for that. */
function requireLive(problems: ReturnType<Promptrail["status"]>["problems"]): void {
  const away = problems.find(({ code }) => code === "store_unavailable");
  if (away !== undefined) throw new PromptrailError("store_unavailable", away.message);
}

async function readWholeHistory(store: OpenStore | null): Promise<WholeHistory> {
  if (store === null) throw new TypeError("A local backend has a store.");
  const snapshot = await store.status.readSnapshot();
  const limit = snapshot.revision + mostBetweenReads;
  return toWholeHistory(await store.status.readHistory({ family: null, limit }), snapshot);
}

async function waitFor(
  promptrail: Promptrail,
  decision: Decision | null,
  wait: { readonly timeoutMs?: number } | undefined,
) {
  if (wait === undefined) return undefined;
  const revision = decision?.revision ?? promptrail.status().revision;
  return promptrail.waitForFleet({ revision, timeoutMs: wait.timeoutMs ?? defaultWaitMs });
}

function toFamilyChange(result: Parameters<typeof toFamilyChangeWire>[0]): FamilyChange {
  return fromFamilyChangeWire(toFamilyChangeWire(result));
}
