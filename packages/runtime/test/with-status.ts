import type { Store } from "@promptrail/core";
import type { StatusStore } from "@promptrail/core/lifecycle";

/** A store, of whose status some things are done in another way. */
export function withStatus(
  store: Store,
  change: (status: StatusStore) => Partial<StatusStore>,
): Store {
  return {
    ...store,
    open: async (settings) => {
      const opened = await store.open(settings);
      return { ...opened, status: { ...opened.status, ...change(opened.status) } };
    },
  };
}
