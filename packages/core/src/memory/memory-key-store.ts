import type { ApiKey, KeyStore } from "../ports/key-store.js";

/** The key store in memory. */
export function createMemoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  return {
    save: async (key) => {
      if (!keys.has(key.id)) keys.set(key.id, key);
    },
    find: async (id) => keys.get(id) ?? null,
    list: async () => [...keys.values()],
    remove: async (id) => void keys.delete(id),
  };
}
