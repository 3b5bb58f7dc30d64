import { type OpenStore, readHistoryPage } from "@promptrail/core/lifecycle";
import { aliveWithinMs, waitForFleet } from "../fleet/wait-for-fleet.js";
import { createKeys } from "../keys/create-keys.js";
import { requireSharedWork } from "./require-shared-work.js";
import type { StoreUseCases } from "./store-use-cases.js";
import { toHistoryQuery } from "./to-history-query.js";

interface StorePorts {
  /** The store. Throws where there is none. */
  readonly open: () => OpenStore;
  readonly environment: string;
  readonly now?: (() => Date) | undefined;
}

/** Wires all that asks a store and decides nothing. */
export function createStoreUseCases({
  open,
  environment,
  now = () => new Date(),
}: StorePorts): StoreUseCases {
  return {
    environment,
    readSnapshot: async () => open().status.readSnapshot(),
    readVersion: async (...version) => open().status.readVersion(...version),
    history: async (request) => open().status.readHistory(toHistoryQuery(request)),
    historyPage: async (request) => readHistoryPage(open().status, toHistoryQuery(request)),
    checkContents: async (after) => open().checkContents(after),
    fleet: async ({ withinMs = aliveWithinMs } = {}) => open().fleet.read(withinMs),
    waitForFleet: async (wait) => (await waitForFleet(open().fleet, wait)).answer,
    drills: async ({ limit = 50 } = {}) => open().fleet.readDrills(limit),
    evidence: {
      save: async (evidence) => open().evidence.save(evidence),
      requireWritable: async () => open().evidence.requireWritable(),
      find: async (key) => open().evidence.find(key),
      read: async (id) => open().evidence.read(id),
      list: async (query) => open().evidence.list(query),
    },
    keys: createKeys({ open: () => open().keys, environment, now }),
    keepCallLog: async (settings = {}) => open().calls.upkeep({ ...settings, now: now() }),
    sharedWork: async () => requireSharedWork(await open().sharedWork()),
    reportProcess: async (report) => open().fleet.report(report),
    removeProcess: async (processId) => open().fleet.leave(processId),
  };
}
