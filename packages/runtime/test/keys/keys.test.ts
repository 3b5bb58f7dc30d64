import { createMemoryKeyStore } from "@promptrail/core/lifecycle";
import { scopes } from "@promptrail/core/portable";
import { describe, expect, test } from "vitest";
import { toSecretHash } from "../../src/keys/presented-key.js";
import { createKeys } from "../../src/keys.js";

/** The use cases over a store of keys in memory. */
function openKeys(environment = "test") {
  const store = createMemoryKeyStore();
  return { store, keys: createKeys({ open: () => store, environment }) };
}

describe("keys", () => {
  test("a key is made of its environment, its id, 32 random bytes and a checksum, and is stored as a hash", async () => {
    const { store, keys } = openKeys("production");
    const { secret, key } = await keys.add({ name: "ci", scopes: ["read"] });
    expect(secret).toMatch(/^pk_production_[0-9a-f]{12}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$/);
    expect(secret).toContain(`_${key.id}_`);
    expect(JSON.stringify(await store.list())).not.toContain(secret.slice(-52, -9));
    expect(await keys.isKnown(secret)).toBe(true);
  });

  test("an environment with odd letters gives a key that a header can carry", async () => {
    const { keys } = openKeys("prod_eu west/ü");
    const { secret } = await keys.add({ name: "ci", scopes: [] });
    expect(secret).toMatch(/^pk_prod-eu-west-_[0-9a-f]{12}_/);
    expect(await keys.isKnown(secret)).toBe(true);
  });

  test("a key that was made before there was a checksum goes on working", async () => {
    const { store, keys } = openKeys();
    const older = `pk_test_0123456789ab_${"Ab_-".repeat(11).slice(0, 43)}`;
    const { key } = await openKeys().keys.add({ name: "old", scopes });
    const secretHash = toSecretHash(older);
    await store.save({ ...key, id: "0123456789ab", secretHash, replacedAt: null });
    expect(await keys.isKnown(older)).toBe(true);
  });

  test("a new admin key is kept before the store has it", async () => {
    const { store, keys } = openKeys();
    const kept: string[] = [];
    const keep = async (secret: string) => {
      expect(await store.list()).toEqual([]);
      kept.push(secret);
    };
    const { created } = await keys.ensureAdmin({ chosen: "", keep });
    expect(kept).toEqual([created]);
  });

  test("there is no admin key that could not be kept", async () => {
    const { store, keys } = openKeys();
    const full = async () => {
      throw new Error("The disk is full.");
    };
    const ensuring = keys.ensureAdmin({ chosen: "", keep: full });
    await expect(ensuring).rejects.toThrow("The disk is full.");
    expect(await store.list()).toEqual([]);
  });

  test("a key that is replaced works on for 30 days at most", async () => {
    const { keys } = openKeys();
    const { key } = await keys.add({ name: "ci", scopes });
    const rotate = (days: number) => keys.rotate({ keyId: key.id, overlapMs: days * 864e5 });
    await expect(rotate(31)).rejects.toThrow(/at most 30 days/);
    await expect(rotate(30)).resolves.toMatchObject({ replaced: { id: key.id } });
  });

  test("a name that a history could not show is refused", async () => {
    const settings = { name: "a\nb", scopes: [] };
    await expect(openKeys().keys.add(settings)).rejects.toThrow(/name/);
  });

  test("an empty store gets an admin key, once", async () => {
    const { keys } = openKeys();
    const first = await keys.ensureAdmin({ chosen: "" });
    expect(first.source).toBe("generated");
    expect(await keys.isKnown(first.created ?? "")).toBe(true);
    expect(await keys.list()).toMatchObject({ keys: [{ name: "admin", scopes }] });
    expect(await keys.ensureAdmin({ chosen: "" })).toEqual({
      created: null,
      source: "stored",
    });
  });

  test("of servers that start at once on an empty store, one makes the admin key", async () => {
    const { store, keys } = openKeys();
    const made = await Promise.all([1, 2, 3].map(() => keys.ensureAdmin({ chosen: "" })));
    expect(made.map(({ source }) => source).sort()).toEqual(["generated", "stored", "stored"]);
    expect(await store.list()).toHaveLength(1);
  });

  test("the operator's own key may do everything, and is stored as a hash", async () => {
    const { store, keys } = openKeys();
    const chosen = "correct horse battery".replaceAll(" ", "-").padEnd(24, "!");
    expect(await keys.ensureAdmin({ chosen })).toEqual({ created: null, source: "chosen" });
    expect(await keys.isKnown(chosen)).toBe(true);
    expect(await keys.list()).toMatchObject({ keys: [{ scopes, families: ["*"] }] });
    expect(JSON.stringify(await store.list())).not.toContain(chosen);
  });

  test("a chosen key that looks like a made one works too", async () => {
    const { keys } = openKeys();
    const { secret } = await openKeys().keys.add({ name: "x", scopes: [] });
    await keys.ensureAdmin({ chosen: secret });
    expect(await keys.isKnown(secret)).toBe(true);
  });

  test("another chosen key takes the place of the last one, and of no other key", async () => {
    const { keys } = openKeys();
    const { secret } = await keys.add({ name: "ci", scopes: ["read"] });
    await keys.ensureAdmin({ chosen: "the-first-chosen-key-of-all" });
    await keys.ensureAdmin({ chosen: "the-second-chosen-key-of-all" });
    expect(await keys.isKnown("the-first-chosen-key-of-all")).toBe(false);
    expect(await keys.isKnown("the-second-chosen-key-of-all")).toBe(true);
    expect(await keys.isKnown(secret)).toBe(true);
  });

  test("a chosen key that is short or has spaces is refused without being quoted", async () => {
    const { keys } = openKeys();
    const error = await keys.ensureAdmin({ chosen: "hunter2" }).catch(String);
    const spaced = keys.ensureAdmin({ chosen: "a key with spaces, long enough" });
    await expect(spaced).rejects.toMatchObject({ code: "config_invalid" });
    const { secret } = await keys.add({ name: "x", scopes: [] });
    const cut = keys.ensureAdmin({ chosen: secret.slice(0, -2) });
    await expect(cut).rejects.toThrow(/PROMPTRAIL_ADMIN_KEY .*incomplete or mistyped/);
    expect(error).toMatch(/PROMPTRAIL_ADMIN_KEY has 7 characters/);
    expect(error).not.toContain("hunter2");
  });

  test("are told of without what they are checked by", async () => {
    const { keys } = openKeys();
    const made = await keys.add({ name: "ci", scopes });
    const rotated = await keys.rotate({ keyId: made.key.id });
    const told = JSON.stringify([made.key, rotated.key, rotated.replaced, await keys.list()]);
    expect(told).not.toMatch(/[0-9a-f]{64}/);
  });

  test("are given by a key within what it has, and changed by it no further", async () => {
    const { store, keys } = openKeys();
    const { key } = await keys.add({ name: "lead", scopes: ["keys", "read"], families: ["a_*"] });
    const giver = (await store.find(key.id)) ?? expect.unreachable("it was made");
    const wanted = { name: "bob", scopes: ["read"], families: ["a_one"] } as const;
    const { key: bob } = await keys.add({ ...wanted, giver });
    await expect(
      keys.add({ ...wanted, name: "cy", scopes: ["promote"], giver }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const { key: other } = await keys.add({ ...wanted, name: "dan", families: ["b_*"] });
    const seen = await keys.list({ giver });
    // Both may be of the same millisecond, which has no order.
    expect(new Set(seen.keys.map(({ name }) => name))).toEqual(new Set(["lead", "bob"]));
    const unknown = { code: "unknown_key" };
    await expect(keys.revoke({ keyId: other.id, giver })).rejects.toMatchObject(unknown);
    await keys.revoke({ keyId: bob.id, giver });
    expect(await store.find(bob.id)).toBeNull();
  });
});
