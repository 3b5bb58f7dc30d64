import type { ApiKey, KeyStore } from "@promptrail/core";
import { withDeadline } from "../limits/with-deadline.js";

/** Finds a stored key by its id; null where there is none. Throws `store_unavailable`. */
export type KeyReader = (id: string) => Promise<ApiKey | null>;

/** So long a key is taken as it was read. */
const freshMs = 5_000;
/** So long it is still taken while it is read again, so that a frozen store slows no call. */
const staleMs = 30_000;
const lookupMs = 1_500;
const capacity = 1_000;

interface CachedKey {
  readonly key: ApiKey;
  /** When the store was last asked, whether or not it answered. */
  readonly askedAt: number;
}

/**
 * Remembers the keys in use, so that a call waits for no store and goes on while it is away.
 * A key that was removed stops working after seconds where it is in use, and else with its first use
 * after half a minute.
 */
export function createKeyReader(keys: KeyStore, now: () => number = Date.now): KeyReader {
  const cache = new Map<string, CachedKey>();
  const asking = new Map<string, Promise<ApiKey | null>>();
  const remember = (id: string, key: ApiKey | null): void => {
    cache.delete(id);
    if (key !== null) cache.set(id, { key, askedAt: now() });
    const oldest = cache.keys().next().value;
    if (cache.size > capacity && oldest !== undefined) cache.delete(oldest);
  };
  const ask = async (id: string): Promise<ApiKey | null> => {
    try {
      const key = await withDeadline(keys.find(id), lookupMs, "The store of API keys");
      remember(id, key);
      return key;
    } catch (error) {
      const cached = cache.get(id);
      if (cached === undefined) throw error;
      remember(id, cached.key);
      return cached.key;
    }
  };
  const askOnce = (id: string): Promise<ApiKey | null> => {
    const running = asking.get(id) ?? ask(id).finally(() => asking.delete(id));
    asking.set(id, running);
    return running;
  };
  return async (id) => {
    const cached = cache.get(id);
    const age = cached === undefined ? Number.POSITIVE_INFINITY : now() - cached.askedAt;
    if (cached === undefined || age >= staleMs) return askOnce(id);
    // It cannot fail: what is cached is what it falls back on.
    if (age >= freshMs) void askOnce(id).catch(() => {});
    return cached.key;
  };
}
