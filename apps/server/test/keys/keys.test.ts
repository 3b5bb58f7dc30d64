import { PromptrailError } from "@promptrail/core";
import { createMemoryKeyStore, type KeyStore } from "@promptrail/core/lifecycle";
import { scopes } from "@promptrail/core/portable";
import { describe, expect, test } from "vitest";
import { createKey, createKeyring, ensureAdminKey } from "../../src/index.js";
import { authenticate } from "../../src/keys/authenticate.js";
import { createKeyReader } from "../../src/keys/key-reader.js";
import { toSecretHash } from "../../src/keys/secret-hash.js";

const now = new Date("2026-01-01T00:00:00Z");

const admit = (keys: KeyStore, key: string, at = now) =>
  authenticate({ readKey: createKeyReader(keys), chosenKey: null }, `Bearer ${key}`, at);

describe("keys", () => {
  test("a key is made of its environment, its id, 32 random bytes and a checksum, and is stored as a hash", async () => {
    const keys = createMemoryKeyStore();
    const { secret, key } = await createKey(keys, "production", { name: "ci", scopes: ["read"] });
    expect(secret).toMatch(/^pk_production_[0-9a-f]{12}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$/);
    expect(secret).toContain(`_${key.id}_`);
    expect(JSON.stringify(await keys.list())).not.toContain(secret.slice(-52, -9));
    expect(await admit(keys, secret)).toEqual(key);
  });

  test("an environment with odd letters gives a key that a header can carry", async () => {
    const keys = createMemoryKeyStore();
    const { secret, key } = await createKey(keys, "prod_eu west/ü", { name: "ci", scopes: [] });
    expect(secret).toMatch(/^pk_prod-eu-west-_[0-9a-f]{12}_/);
    expect(await admit(keys, secret)).toEqual(key);
  });

  test("an expired key is refused like an unknown one", async () => {
    const keys = createMemoryKeyStore();
    const expiresAt = new Date("2025-12-31T00:00:00Z");
    const { secret } = await createKey(keys, "test", { name: "old", scopes, expiresAt });
    const error = await admit(keys, secret).catch((thrown: unknown) => thrown);
    const unknown = await admit(keys, "nonsense").catch((thrown: unknown) => thrown);
    expect(error).toEqual(unknown);
    expect(error).toMatchObject({ code: "unauthenticated" });
    expect(await admit(keys, secret, new Date("2025-12-30"))).toMatchObject({ name: "old" });
  });

  test("a key that was made before there was a checksum goes on working", async () => {
    const keys = createMemoryKeyStore();
    const older = `pk_test_0123456789ab_${"Ab_-".repeat(11).slice(0, 43)}`;
    const { key } = await createKey(createMemoryKeyStore(), "test", { name: "old", scopes });
    const stored = { ...key, id: "0123456789ab", secretHash: toSecretHash(older) };
    await keys.save(stored);
    expect(await admit(keys, older)).toEqual(stored);
  });

  test("a key that was cut or mistyped is refused without a look into the store", async () => {
    const keys = createMemoryKeyStore();
    const { secret } = await createKey(keys, "test", { name: "ci", scopes });
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

  test("a new admin key is kept before the store has it", async () => {
    const keys = createMemoryKeyStore();
    const kept: string[] = [];
    const { created } = await ensureAdminKey(keys, "test", "", async (secret) => {
      expect(await keys.list()).toEqual([]);
      kept.push(secret);
    });
    expect(kept).toEqual([created]);
  });

  test("there is no admin key that could not be kept", async () => {
    const keys = createMemoryKeyStore();
    const full = async () => {
      throw new Error("The disk is full.");
    };
    await expect(ensureAdminKey(keys, "test", "", full)).rejects.toThrow("The disk is full.");
    expect(await keys.list()).toEqual([]);
  });

  test("a key that is replaced works on for 30 days at most", async () => {
    const keys = createMemoryKeyStore();
    const { key } = await createKey(keys, "test", { name: "ci", scopes });
    const keyring = createKeyring({ keys, environment: "test", giver: null });
    const rotate = (days: number) => keyring.rotateKey({ keyId: key.id, overlapMs: days * 864e5 });
    await expect(rotate(31)).rejects.toThrow(/30 days at most/);
    await expect(rotate(30)).resolves.toMatchObject({ replaced: { id: key.id } });
  });

  test("a name that a history could not show is refused", async () => {
    const settings = { name: "a\nb", scopes: [] };
    await expect(createKey(createMemoryKeyStore(), "test", settings)).rejects.toThrow(/name/);
  });

  test("an empty store gets an admin key, once", async () => {
    const keys = createMemoryKeyStore();
    const first = await ensureAdminKey(keys, "test", "");
    expect(first.source).toBe("generated");
    expect(await admit(keys, first.created ?? "")).toMatchObject({ name: "admin", scopes });
    expect(await ensureAdminKey(keys, "test", "")).toEqual({
      created: null,
      source: "stored",
    });
  });

  test("of servers that start at once on an empty store, one makes the admin key", async () => {
    const keys = createMemoryKeyStore();
    const made = await Promise.all([1, 2, 3].map(() => ensureAdminKey(keys, "test", "")));
    expect(made.map(({ source }) => source).sort()).toEqual(["generated", "stored", "stored"]);
    expect(await keys.list()).toHaveLength(1);
  });

  test("the operator's own key may do everything, and is stored as a hash", async () => {
    const keys = createMemoryKeyStore();
    const chosen = "correct horse battery".replaceAll(" ", "-").padEnd(24, "!");
    expect(await ensureAdminKey(keys, "test", chosen)).toEqual({ created: null, source: "chosen" });
    expect(await admit(keys, chosen)).toMatchObject({ scopes });
    expect(JSON.stringify(await keys.list())).not.toContain(chosen);
  });

  test("a chosen key that looks like a made one works too", async () => {
    const keys = createMemoryKeyStore();
    const { secret } = await createKey(createMemoryKeyStore(), "test", { name: "x", scopes: [] });
    await ensureAdminKey(keys, "test", secret);
    expect(await admit(keys, secret)).toMatchObject({ scopes });
  });

  test("another chosen key takes the place of the last one, and of no other key", async () => {
    const keys = createMemoryKeyStore();
    const { secret } = await createKey(keys, "test", { name: "ci", scopes: ["read"] });
    await ensureAdminKey(keys, "test", "the-first-chosen-key-of-all");
    await ensureAdminKey(keys, "test", "the-second-chosen-key-of-all");
    await expect(admit(keys, "the-first-chosen-key-of-all")).rejects.toThrow(/API key/);
    expect(await admit(keys, "the-second-chosen-key-of-all")).toMatchObject({ scopes });
    expect(await admit(keys, secret)).toMatchObject({ name: "ci" });
  });

  test("a chosen key that is short or has spaces is refused without being quoted", async () => {
    const error = await ensureAdminKey(createMemoryKeyStore(), "test", "hunter2").catch(String);
    const spaced = ensureAdminKey(createMemoryKeyStore(), "test", "a key with spaces, long enough");
    await expect(spaced).rejects.toMatchObject({ code: "config_invalid" });
    const { secret } = await createKey(createMemoryKeyStore(), "test", { name: "x", scopes: [] });
    const cut = ensureAdminKey(createMemoryKeyStore(), "test", secret.slice(0, -2));
    await expect(cut).rejects.toThrow(/PROMPTRAIL_ADMIN_KEY .*cut or mistyped/);
    expect(error).toMatch(/PROMPTRAIL_ADMIN_KEY has 7 characters/);
    expect(error).not.toContain("hunter2");
  });

  describe("in use", () => {
    async function openReader() {
      const keys = createMemoryKeyStore();
      const { key } = await createKey(keys, "test", { name: "ci", scopes: [] });
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
