import type { Store } from "@promptrail/core";

/**
 * The same store, for a command: it serves no calls of others and is gone in a moment, so it does not
 * report itself to the fleet, and nobody waits for it.
 */
export function toUnseenStore(store: Store): Store {
  return {
    ...store,
    open: async (settings) => {
      const opened = await store.open(settings);
      return {
        ...opened,
        fleet: { ...opened.fleet, report: async () => {}, leave: async () => {} },
      };
    },
  };
}
