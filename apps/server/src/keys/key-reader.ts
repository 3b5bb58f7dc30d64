import type { ApiKey } from "@promptrail/core/lifecycle";
import type { KeyUseCases } from "@promptrail/runtime";
import { createLoopTurns, type LoopTurns } from "../limits/loop-turns.js";
import { withDeadline } from "../limits/with-deadline.js";
import { createKeyCache } from "./key-cache.js";

/** Finds a stored key by its id; null where there is none. Throws `store_unavailable`. */
export interface KeyReader {
  (id: string): Promise<ApiKey | null>;
  /** The key was changed here: its next use asks the store. */
  forget(id: string): void;
}

/** So long a key is taken as it was read. */
const freshMs = 5_000;
/** So long it is still taken while it is read again, so that a frozen store slows no call. */
export const staleMs = 30_000;
export const lookupMs = 1_500;
/** So many keys that are not in use are looked for in one turn of the event loop: a flood of them holds nobody up. */
const mostLookups = 8;

/** A question to the store that runs. */
interface Lookup {
  readonly answer: Promise<ApiKey | null>;
}

/**
 * Remembers the keys in use, so that a call waits for no store and goes on while it is away.
 * A key that was removed elsewhere stops working after seconds where it is in use, and else with its
 * first use after half a minute.
 */
export function createKeyReader(
  keys: Pick<KeyUseCases, "find">,
  now: () => number = Date.now,
  turn: LoopTurns = createLoopTurns({ least: mostLookups, milliseconds: 0 }),
): KeyReader {
  const cache = createKeyCache(now);
  const lookups = new Map<string, Lookup>();
  const ask = async (id: string): Promise<ApiKey | null> => {
    try {
      await turn();
      return await withDeadline(keys.find(id), lookupMs, "The store of API keys");
    } catch (error) {
      const cached = cache.find(id);
      if (cached === undefined) throw error;
      return cached.key;
    }
  };
  const askOnce = async (id: string): Promise<ApiKey | null> => {
    const lookup = lookups.get(id) ?? { answer: ask(id) };
    lookups.set(id, lookup);
    // What was asked before the key was forgotten may tell the key as it was.
    const isCurrent = () => lookups.get(id) === lookup;
    try {
      const key = await lookup.answer;
      if (isCurrent()) cache.remember(id, key);
      return key;
    } finally {
      if (isCurrent()) lookups.delete(id);
    }
  };
  const read = async (id: string): Promise<ApiKey | null> => {
    if (cache.isUnknown(id)) return null;
    const cached = cache.find(id);
    const age = cached === undefined ? Number.POSITIVE_INFINITY : now() - cached.askedAt;
    if (cached === undefined || age >= staleMs) return askOnce(id);
    // It cannot fail: what is cached is what it falls back on.
    if (age >= freshMs) void askOnce(id).catch(() => {});
    return cached.key;
  };
  return Object.assign(read, {
    forget: (id: string) => {
      cache.forget(id);
      lookups.delete(id);
    },
  });
}
