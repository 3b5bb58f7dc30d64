import type { ApiKey, KeyStore } from "../ports/key-store.js";

const minuteMs = 60_000;

/** The key store in memory. */
export function createMemoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  const change = (id: string, toChanged: (key: ApiKey) => ApiKey): boolean => {
    const key = keys.get(id);
    if (key !== undefined) keys.set(id, toChanged(key));
    return key !== undefined;
  };
  return {
    save: async (key) => {
      if (!keys.has(key.id)) keys.set(key.id, key);
    },
    find: async (id) => keys.get(id) ?? null,
    list: async () => [...keys.values()].sort(byAge),
    remove: async (id) => void keys.delete(id),
    replace: async (id, successor, until) => {
      const isThere = change(id, (key) => ({ ...key, expiresAt: earlier(key.expiresAt, until) }));
      if (!isThere) return "missing";
      keys.set(successor.id, successor);
      return "replaced";
    },
    noteUse: async (id, at) => {
      change(id, (key) => {
        const since = at.getTime() - (key.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY);
        return since < minuteMs ? key : { ...key, lastUsedAt: at };
      });
    },
  };
}

function byAge(one: ApiKey, other: ApiKey): number {
  const difference = one.createdAt.getTime() - other.createdAt.getTime();
  return difference === 0 ? (one.id < other.id ? -1 : 1) : difference;
}

function earlier(one: Date | null, other: Date): Date {
  return one !== null && one < other ? one : other;
}
