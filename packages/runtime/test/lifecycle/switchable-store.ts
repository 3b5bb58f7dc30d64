import { memory, PromptrailError, type Store } from "@promptrail/core";
import type { OpenStore } from "@promptrail/core/lifecycle";

export type StoreCondition = "up" | "refusing" | "silent";

/** A store whose answers can be switched off: it refuses at once, or is silent until it is up again. */
export interface SwitchableStore extends Store {
  readonly switchTo: (condition: StoreCondition) => void;
  /** How often it was asked to open. */
  readonly attempts: () => number;
}

export function switchableStore(
  inner: Store = memory(),
  first: StoreCondition = "up",
): SwitchableStore {
  let condition = first;
  let attempts = 0;
  const waiting = new Set<() => void>();
  const guard = async (): Promise<void> => {
    if (condition === "silent") await new Promise<void>((resolve) => waiting.add(resolve));
    if (condition === "refusing") throw refused();
  };
  return {
    description: "switchable",
    migrate: async () => [],
    open: async (settings) => {
      attempts += 1;
      await guard();
      return guardAll(await inner.open(settings), guard);
    },
    attempts: () => attempts,
    switchTo: (next) => {
      condition = next;
      if (next === "silent") return;
      for (const answer of waiting) answer();
      waiting.clear();
    },
  };
}

function refused(): PromptrailError {
  return new PromptrailError("store_unavailable", "Connection refused. Start the database.");
}

function guardAll(store: OpenStore, guard: () => Promise<void>): OpenStore {
  return {
    status: guardEach(store.status, guard),
    calls: guardEach(store.calls, guard),
    evidence: guardEach(store.evidence, guard),
    keys: guardEach(store.keys, guard),
    fleet: guardEach(store.fleet, guard),
    environments: async () => {
      await guard();
      return await store.environments();
    },
    checkContents: async (after) => {
      await guard();
      return await store.checkContents(after);
    },
    sharedWork: async () => {
      await guard();
      return await store.sharedWork();
    },
    close: () => store.close(),
  };
}

/** Every method waits for `guard` before it does its work. */
function guardEach<Port extends object>(port: Port, guard: () => Promise<void>): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...values: readonly unknown[]) => {
        await guard();
        const result: unknown = Reflect.apply(method, target, values);
        return result;
      };
    },
  });
}
