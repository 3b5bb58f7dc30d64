import type { KeyFacts } from "@promptrail/core/lifecycle";
import { madeKeyWire } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { hourMs, list, make, openKeyShop, path, post, read, revoke, start } from "./key-shop.js";

describe("a key that is rotated", () => {
  test("works on for an hour, beside a successor that is for the same", async () => {
    const { shop, admin, pass } = await openKeyShop();
    const before = await make(shop, admin, { scopes: ["read", "rollback"], families: ["p*"] });
    const response = await post(shop, `${path}/${before.id}/rotate`, admin);
    expect(response.status).toBe(201);
    const made = madeKeyWire.parse(await response.json());
    const { id, createdAt } = made.key;
    expect(made.key).toEqual({ ...before.key, id, createdAt });
    expect(made.replaced).toEqual({
      ...before.key,
      expiresAt: new Date(start.getTime() + hourMs),
    });
    const after = { authorization: `Bearer ${made.secret}` };
    expect(await read(shop, before.headers)).toBe(200);
    expect(await read(shop, after)).toBe(200);
    pass(hourMs);
    expect(await read(shop, before.headers)).toBe(401);
    expect(await read(shop, after)).toBe(200);
  });

  test("stops at once without an overlap, and gives its span of life to its successor", async () => {
    const { shop, admin, pass } = await openKeyShop();
    const expires_at = new Date(Date.now() + 24 * hourMs).toISOString();
    const before = await make(shop, admin, { scopes: ["read"], expires_at });
    expect(await read(shop, before.headers)).toBe(200);
    pass(hourMs);
    const answer = await post(shop, `${path}/${before.id}/rotate`, admin, { overlap_ms: 0 });
    const made = madeKeyWire.parse(await answer.json());
    expect(await read(shop, before.headers)).toBe(401);
    expect(lifeOf(made.key)).toBe(lifeOf(before.key));
  });

  test("by a key that expires has no successor that outlives that", async () => {
    const { shop, pass } = await openKeyShop();
    const expiresAt = new Date(start.getTime() + hourMs);
    const short = await shop.keyWith({ name: "short", expiresAt });
    pass(hourMs / 2);
    const [own] = (await list(shop, short)).filter(({ name }) => name === "short");
    const answer = await post(shop, `${path}/${own?.id}/rotate`, short);
    const made = madeKeyWire.parse(await answer.json());
    expect(made.key.expiresAt).toEqual(expiresAt);
  });

  test("has its one successor: who asks again is told which that is", async () => {
    const { shop, admin, pass } = await openKeyShop();
    const first = await make(shop, admin, { scopes: ["read"] });
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => post(shop, `${path}/${first.id}/rotate`, admin)),
    );
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([
      201, 409, 409, 409, 409,
    ]);
    const made = answers.find(({ status }) => status === 201);
    const { key } = madeKeyWire.parse(await made?.json());
    expect(key.expiresAt).toBeNull();
    for (const milliseconds of [0, 2 * hourMs]) {
      pass(milliseconds);
      const refused = await post(shop, `${path}/${first.id}/rotate`, admin);
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({
        code: "not_eligible",
        detail: expect.stringMatching(`replaced already.*rotate the successor: ${key.id}`),
      });
    }
    await revoke(shop, admin, key.id);
    expect(await (await post(shop, `${path}/${first.id}/rotate`, admin)).json()).toMatchObject({
      code: "not_eligible",
      detail: expect.stringContaining("promptrail keys add"),
    });
  });

  test("that has expired has no successor", async () => {
    const { shop, admin, pass } = await openKeyShop();
    const end = new Date(start.getTime() + hourMs).toISOString();
    const { id } = await make(shop, admin, { expires_at: end });
    pass(hourMs);
    const refused = await post(shop, `${path}/${id}/rotate`, admin);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: "not_eligible",
      detail: expect.stringMatching(/expired at .*promptrail keys add/),
    });
  });

  const lifeOf = ({ createdAt, expiresAt }: KeyFacts) =>
    (expiresAt?.getTime() ?? 0) - createdAt.getTime();
});
