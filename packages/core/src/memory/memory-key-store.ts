import type { ApiKey, KeyStore } from "../ports/key-store.js";

const minuteMs = 60_000;

/** The key store in memory. */
export function createMemoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  return {
    save: async (key) => {
      if (!keys.has(key.id)) keys.set(key.id, key);
    },
    add: async (key) => {
      const isTaken = [...keys.values()].some(
        (other) => other.name === key.name && isCurrent(other, key.createdAt),
      );
      if (isTaken || keys.has(key.id)) return "taken";
      keys.set(key.id, key);
      return "added";
    },
    find: async (id) => keys.get(id) ?? null,
    list: async () => [...keys.values()].sort(byAge),
    remove: async (id) => void keys.delete(id),
    replace: async (id, successor, until) => {
      const { createdAt: replacedAt } = successor;
      const key = keys.get(id);
      if (key === undefined || !isCurrent(key, replacedAt)) return "refused";
      keys.set(id, { ...key, expiresAt: earlier(key.expiresAt, until), replacedAt });
      keys.set(successor.id, successor);
      return "replaced";
    },
    noteUse: async (id, at) => {
      const key = keys.get(id);
      if (key === undefined) return;
      const since = at.getTime() - (key.lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY);
      if (since >= minuteMs) keys.set(id, { ...key, lastUsedAt: at });
    },
  };
}

/** Whether it has its name for itself. */
function isCurrent({ expiresAt, replacedAt }: ApiKey, at: Date): boolean {
  return replacedAt === null && (expiresAt === null || expiresAt > at);
}

function byAge(one: ApiKey, other: ApiKey): number {
  const difference = one.createdAt.getTime() - other.createdAt.getTime();
  return difference === 0 ? (one.id < other.id ? -1 : 1) : difference;
}

function earlier(one: Date | null, other: Date): Date {
  return one !== null && one < other ? one : other;
}
