import type { ApiKey } from "@promptrail/core/lifecycle";

/** So long an id that was not there is taken for unknown: a flood of wrong keys asks for it once. */
export const unknownMs = 5_000;
export const mostKnown = 1_000;
export const mostUnknown = 10_000;

export interface CachedKey {
  readonly key: ApiKey;
  /** When the store was last asked, whether or not it answered. */
  readonly askedAt: number;
}

/** What a process remembers of the keys that it was shown. */
export interface KeyCache {
  find(id: string): CachedKey | undefined;
  /** True where there was no such key a moment ago. */
  isUnknown(id: string): boolean;
  /** Keeps what the store said; null for no such key. */
  remember(id: string, key: ApiKey | null): void;
  forget(id: string): void;
}

export function createKeyCache(now: () => number): KeyCache {
  const known = new Map<string, CachedKey>();
  const unknown = new Map<string, number>();
  const forget = (id: string) => {
    known.delete(id);
    unknown.delete(id);
  };
  return {
    forget,
    find: (id) => known.get(id),
    isUnknown: (id) => now() - (unknown.get(id) ?? Number.NEGATIVE_INFINITY) < unknownMs,
    remember: (id, key) => {
      forget(id);
      if (key === null) unknown.set(id, now());
      else known.set(id, { key, askedAt: now() });
      dropOldest(known, mostKnown);
      dropOldest(unknown, mostUnknown);
    },
  };
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
