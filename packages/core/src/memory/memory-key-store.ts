import { byKeyAge, mayAddKey, noteKeyUse, replaceKey } from "../keys/key-rules.js";
import type { ApiKey, KeyStore } from "../ports/key-store.js";

/** The key store in memory. */
export function createMemoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  return {
    save: async (key) => {
      if (!keys.has(key.id)) keys.set(key.id, key);
    },
    add: async (key) => {
      if (!mayAddKey(key, [...keys.values()])) return "taken";
      keys.set(key.id, key);
      return "added";
    },
    find: async (id) => keys.get(id) ?? null,
    list: async () => [...keys.values()].sort(byKeyAge),
    remove: async (id) => void keys.delete(id),
    replace: async (id, successor, until) => {
      const replaced = replaceKey(keys.get(id) ?? null, successor, until);
      if (replaced === null) return "refused";
      for (const key of [replaced, successor]) keys.set(key.id, key);
      return "replaced";
    },
    noteUse: async (id, at) => {
      const used = noteKeyUse(keys.get(id) ?? null, at);
      if (used !== null) keys.set(id, used);
    },
  };
}
