import { scopes } from "@promptrail/core/portable";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyListWire, madeKeyWire, routes, toWire } from "../src/index.js";
import { arrived, date, maybe, text } from "./arbitrary-state.js";

const key = fc.record({
  id: text,
  name: text,
  scopes: fc.subarray([...scopes]),
  families: fc.array(fc.constantFrom("*", "fraud_*", "greeting")),
  createdAt: date,
  expiresAt: maybe(date),
  lastUsedAt: maybe(date),
});

describe("the wire of keys", () => {
  test("a list of keys arrives as it was", () => {
    fc.assert(
      fc.property(fc.record({ environment: text, keys: fc.array(key) }), (original) => {
        expect(arrived(keyListWire, original)).toEqual(original);
      }),
    );
  });

  test("a key that was made arrives as it was", () => {
    const made = fc.record({ environment: text, secret: text, key, replaced: maybe(key) });
    fc.assert(
      fc.property(made, (original) => {
        expect(arrived(madeKeyWire, original)).toEqual(original);
      }),
    );
  });

  test("the hash of a key's secret goes over no wire", () => {
    fc.assert(
      fc.property(key, (facts) => {
        const keys = [{ ...facts, secretHash: "a".repeat(64) }];
        const wire = toWire(keyListWire, { environment: "test", keys });
        expect(JSON.stringify(wire)).not.toContain("a".repeat(64));
      }),
    );
  });

  const request = { name: "bob", scopes: ["rollback"] };
  test.each([
    ["without scopes", { ...request, scopes: [] }],
    ["with a scope that there is not", { ...request, scopes: ["root"] }],
    ["for no family", { ...request, families: [] }],
    ["for a family that none can be named", { ...request, families: ["fraud-score"] }],
    ["with an end that is no time", { ...request, expires_at: "tomorrow" }],
  ])("a key %s is refused", (_what, body) => {
    expect(routes.addKey.body.safeParse(request).success).toBe(true);
    expect(routes.addKey.body.safeParse(body).success).toBe(false);
  });
});
