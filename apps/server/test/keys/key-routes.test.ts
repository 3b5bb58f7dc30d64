import { createMemoryKeyStore, type KeyStore } from "@promptrail/core/lifecycle";
import { scopes } from "@promptrail/core/portable";
import { describe, expect, test } from "vitest";
import type { Shop } from "../shop-project.js";
import {
  get,
  hourMs,
  list,
  make,
  openKeyShop,
  path,
  post,
  read,
  revoke,
  start,
} from "./key-shop.js";

const rollback = "/admin/prompts/product_description/rollback";

describe("a key that is made over HTTP", () => {
  test("does what it is for, and nothing else", async () => {
    const { shop, admin } = await openKeyShop();
    const families = ["product_*"];
    const made = await make(shop, admin, { families, expires_at: "2099-03-01T00:00:00Z" });
    expect(made).toMatchObject({ environment: "test", replaced: null });
    expect(made.key).toMatchObject({
      name: "bob",
      scopes: ["rollback"],
      families,
      lastUsedAt: null,
      expiresAt: new Date("2099-03-01T00:00:00Z"),
    });
    expect((await post(shop, rollback, made.headers)).status).toBe(200);
    expect((await shop.promptrail.history())[0]?.actor).toBe("key:bob");
    expect(await read(shop, made.headers)).toBe(403);
    const other = "/admin/prompts/fraud_score/rollback";
    const refused = await post(shop, other, made.headers);
    expect(await refused.json()).toMatchObject({
      code: "forbidden",
      detail: expect.stringMatching(/"bob" is for the families product_\*.*"fraud_score"/),
    });
  });

  test("expires", async () => {
    const { shop, admin, pass } = await openKeyShop();
    const end = new Date(start.getTime() + hourMs).toISOString();
    const { headers } = await make(shop, admin, { scopes: ["read"], expires_at: end });
    expect(await read(shop, headers)).toBe(200);
    pass(hourMs);
    expect(await read(shop, headers)).toBe(401);
  });

  test("shows in the list with its last use, to the minute, and without what would let anyone in", async () => {
    const { shop, admin, pass } = await openKeyShop();
    const { headers, secret } = await make(shop, admin, { scopes: ["read"] });
    const readUse = async () =>
      (await list(shop, admin)).find(({ name }) => name === "bob")?.lastUsedAt;
    expect(await readUse()).toBeNull();
    await read(shop, headers);
    await expect.poll(readUse).toEqual(start);
    pass(59_000);
    await read(shop, headers);
    expect(await readUse()).toEqual(start);
    pass(1_000);
    await read(shop, headers);
    await expect.poll(readUse).toEqual(new Date(start.getTime() + 60_000));
    const text = await (await get(shop, path, admin)).text();
    expect(text).not.toContain(secret.slice(-52, -9));
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });

  test.each<[string, object, number, RegExp]>([
    [
      "whose name is taken",
      { name: "admin" },
      400,
      /the name "admin" exists already.*Rotate or revoke/,
    ],
    ["that would have expired", { expires_at: start.toISOString() }, 400, /have expired/],
    ["with a name that forges lines", { name: "a\nb" }, 400, /name must be/],
    ["with a scope that there is not", { scopes: ["root"] }, 400, /body is not valid/],
  ])("%s is refused", async (_what, body, status, message) => {
    const { shop, admin } = await openKeyShop();
    const wanted = { name: "bob", scopes: ["read"], ...body };
    const refused = await post(shop, path, admin, wanted);
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ detail: expect.stringMatching(message) });
    expect(await list(shop, admin)).toHaveLength(1);
  });
});

test("of people who make a key with one name at once, one gets it", async () => {
  const { shop, admin } = await openKeyShop();
  const wanted = { name: "bob", scopes: ["read"] };
  const answers = await Promise.all(
    Array.from({ length: 8 }, async () => post(shop, path, admin, wanted)),
  );
  const statuses = answers.map(({ status }) => status).sort((one, other) => one - other);
  expect(statuses).toEqual([201, ...Array.from({ length: 7 }, () => 400)]);
  expect((await list(shop, admin)).filter(({ name }) => name === "bob")).toHaveLength(1);
});

describe("a key with less than everything", () => {
  const lead = { name: "lead", scopes: ["keys", "rollback"] as const, families: ["product_*"] };

  test.each<[string, object, number]>([
    ["its own scopes for its families", { families: ["product_*"] }, 201],
    ["fewer families", { families: ["product_description"] }, 201],
    ["another scope", { scopes: ["promote"], families: ["product_*"] }, 403],
    ["another family", { families: ["product_description", "fraud_*"] }, 403],
    ["every family, which is what none named means", {}, 403],
  ])("asked to give %s", async (_what, body, status) => {
    const { shop } = await openKeyShop();
    const wanted = { name: "bob", scopes: ["rollback"], ...body };
    expect((await post(shop, path, await shop.keyWith(lead), wanted)).status).toBe(status);
  });

  test("gives no key that lives longer than itself", async () => {
    const { shop } = await openKeyShop();
    const expiresAt = new Date(start.getTime() + hourMs);
    const short = await shop.keyWith({ ...lead, families: ["*"], expiresAt });
    const wanted = { name: "bob", scopes: ["rollback"] };
    const endless = await post(shop, path, short, wanted);
    expect(endless.status).toBe(403);
    const ending = { ...wanted, expires_at: expiresAt.toISOString() };
    expect((await post(shop, path, short, ending)).status).toBe(201);
  });

  test("sees only keys for its families, and changes none that has more than it", async () => {
    const { shop, admin } = await openKeyShop();
    const own = await shop.keyWith(lead);
    const same = await make(shop, admin, { name: "same", families: ["product_a"] });
    const stronger = await make(shop, admin, {
      name: "stronger",
      scopes: ["promote"],
      families: ["product_a"],
    });
    const elsewhere = await make(shop, admin, { name: "elsewhere", families: ["fraud_*"] });
    const names = (await list(shop, own)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(["lead", "same", "stronger"]);
    for (const [{ id }, status] of [
      [stronger, 403],
      [elsewhere, 404],
    ] as const) {
      expect((await post(shop, `${path}/${id}/rotate`, own)).status).toBe(status);
      expect((await revoke(shop, own, id)).status).toBe(status);
    }
    expect((await revoke(shop, own, same.id)).status).toBe(204);
    expect(await list(shop, admin)).toHaveLength(4);
  });
});

describe("a key that is revoked", () => {
  test("stops at once on this server, and is gone", async () => {
    const { shop, admin } = await openKeyShop();
    const made = await make(shop, admin, { scopes: ["read"] });
    expect(await read(shop, made.headers)).toBe(200);
    expect((await revoke(shop, admin, made.id)).status).toBe(204);
    expect(await read(shop, made.headers)).toBe(401);
    const again = await revoke(shop, admin, made.id);
    expect(again.status).toBe(404);
    expect(await again.json()).toMatchObject({ code: "unknown_key", key_id: made.id });
  });

  test("is not the one that the operator chose", async () => {
    const adminKey = "an-admin-key-of-the-operator";
    const { shop } = await openKeyShop({ adminKey });
    const chosen = { authorization: `Bearer ${adminKey}` };
    const { chosenKeyId } = await storeChosen(shop, adminKey);
    for (const response of [
      await revoke(shop, chosen, chosenKeyId),
      await post(shop, `${path}/${chosenKeyId}/rotate`, chosen),
    ]) {
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({
        detail: expect.stringContaining("PROMPTRAIL_ADMIN_KEY"),
      });
    }
  });

  async function storeChosen(shop: Shop, adminKey: string) {
    await shop.promptrail.keys.ensureAdmin({ chosen: adminKey });
    const { keys } = await shop.promptrail.keys.list();
    return { chosenKeyId: keys.find(({ id }) => id.startsWith("chosen-"))?.id ?? "" };
  }
});

describe("the use of a key", () => {
  test.each<[string, KeyStore["noteUse"]]>([
    ["never answers", () => new Promise(() => {})],
    ["fails", () => Promise.reject(new Error("away"))],
    [
      "throws",
      () => {
        throw new Error("away");
      },
    ],
  ])(
    "is noted once a minute off the request's path: a store that %s stops nothing",
    async (_what, noteUse) => {
      const adminKey = "an-admin-key-of-the-operator";
      const notes: Date[] = [];
      const keys: KeyStore = {
        ...createMemoryKeyStore(),
        noteUse: (id, at) => {
          notes.push(at);
          return noteUse(id, at);
        },
      };
      const { shop, pass } = await openKeyShop({ keys, adminKey });
      const chosen = { authorization: `Bearer ${adminKey}` };
      for (const wait of [0, 59_999, 1, 10_000]) {
        pass(wait);
        expect(await read(shop, chosen)).toBe(200);
      }
      expect(notes).toEqual([start, new Date(start.getTime() + 60_000)]);
    },
  );
});

test("every scope can be given", async () => {
  const { shop, admin } = await openKeyShop();
  const { key } = await make(shop, admin, { scopes });
  expect(key.scopes).toEqual(scopes);
});
