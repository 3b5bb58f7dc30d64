import { PromptrailError } from "@promptrail/core";
import { createMemoryKeyStore, type KeyStore } from "@promptrail/core/lifecycle";
import { scopes } from "@promptrail/core/portable";
import { createKeys } from "@promptrail/runtime/keys";
import { describe, expect, test } from "vitest";
import { authenticate } from "../../src/keys/authenticate.js";
import { createKeyReader } from "../../src/keys/key-reader.js";

const now = new Date("2026-01-01T00:00:00Z");

/** A store with one key. */
async function openKeys(name: string, expiresAt?: Date) {
  const keys = createMemoryKeyStore();
  const yearBefore = () => new Date(now.getTime() - 864e5 * 365);
  const useCases = createKeys({ open: () => keys, environment: "test", now: yearBefore });
  const { secret, key } = await useCases.add({ name, scopes, expiresAt });
  const stored = (await keys.find(key.id)) ?? expect.unreachable("it was made");
  return { keys, secret, key: stored };
}

const admit = (keys: KeyStore, key: string, at = now) =>
  authenticate({ readKey: createKeyReader(keys), chosenKey: null }, `Bearer ${key}`, at);

describe("keys", () => {
  test("an expired key is refused like an unknown one", async () => {
    const { keys, secret } = await openKeys("old", new Date("2025-12-31T00:00:00Z"));
    const error = await admit(keys, secret).catch((thrown: unknown) => thrown);
    const unknown = await admit(keys, "nonsense").catch((thrown: unknown) => thrown);
    expect(error).toEqual(unknown);
    expect(error).toMatchObject({ code: "unauthenticated" });
    expect(await admit(keys, secret, new Date("2025-12-30"))).toMatchObject({ name: "old" });
  });

  test("a key that was cut or mistyped is refused without a look into the store", async () => {
    const { keys, secret } = await openKeys("ci");
    let lookups = 0;
    const find: KeyStore["find"] = (id) => {
      lookups += 1;
      return keys.find(id);
    };
    for (const wrong of [secret.slice(0, -1), `${secret}0`, secret.replace(/.{9}$/, "_12345678")]) {
      const refused = admit({ ...keys, find }, wrong);
      await expect(refused).rejects.toMatchObject({ code: "unauthenticated" });
    }
    expect(lookups).toBe(0);
    expect(await admit({ ...keys, find }, secret)).toMatchObject({ name: "ci" });
  });

  describe("in use", () => {
    async function openReader() {
      const { keys, key } = await openKeys("ci");
      const state = { clock: 0, find: keys.find, lookups: 0 };
      const find: KeyStore["find"] = (id) => {
        state.lookups += 1;
        return state.find(id);
      };
      const readKey = createKeyReader({ ...keys, find }, () => state.clock);
      expect(await readKey(key.id)).toEqual(key);
      return { keys, key, state, readKey };
    }
    const away = async () => {
      throw new PromptrailError("store_unavailable", "The store is away.");
    };

    test("are looked up once in seconds, however many requests there are", async () => {
      const { key, state, readKey } = await openReader();
      await Promise.all([readKey(key.id), readKey(key.id), readKey(key.id)]);
      expect(state.lookups).toBe(1);
    });

    test("go on working while the store is away, and new ones wait for it", async () => {
      const { key, state, readKey } = await openReader();
      state.find = away;
      for (const clock of [10_000, 60_000, 3_600_000]) {
        state.clock = clock;
        expect(await readKey(key.id)).toEqual(key);
      }
      await expect(readKey("another")).rejects.toThrow(/away/);
    });

    test("wait for no frozen store", async () => {
      const { key, state, readKey } = await openReader();
      state.find = () => new Promise(() => {});
      state.clock = 20_000;
      expect(await readKey(key.id)).toEqual(key);
    });

    test("stop working once they are removed", async () => {
      const { keys, key, state, readKey } = await openReader();
      await keys.remove(key.id);
      state.clock = 5_000;
      await readKey(key.id);
      await expect.poll(() => readKey(key.id)).toBeNull();
    });

    test("stop working at once where they were changed here, also while they are looked up", async () => {
      const { keys, key, state, readKey } = await openReader();
      let release: (found: typeof key) => void = () => {};
      state.find = () => new Promise((resolve) => (release = resolve));
      state.clock = 5_000;
      await readKey(key.id);
      await keys.remove(key.id);
      readKey.forget(key.id);
      release(key);
      state.find = keys.find;
      await new Promise(setImmediate);
      expect(await readKey(key.id)).toBeNull();
    });

    test("stop working at once where they were idle", async () => {
      const { keys, key, state, readKey } = await openReader();
      await keys.remove(key.id);
      state.clock = 30_000;
      expect(await readKey(key.id)).toBeNull();
    });
  });
});
