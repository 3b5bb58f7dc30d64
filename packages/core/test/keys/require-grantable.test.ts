import { describe, expect, test } from "vitest";
import { type ApiKey, coversKey, requireGrantable } from "../../src/lifecycle.js";

const end = new Date("2026-06-01T00:00:00Z");
const giver: Pick<ApiKey, "name" | "scopes" | "families" | "expiresAt"> = {
  name: "lead",
  scopes: ["keys", "rollback"],
  families: ["fraud_*", "greeting"],
  expiresAt: end,
};
const wanted = { scopes: ["rollback"], families: ["fraud_score"], expiresAt: end } as const;

describe("a key", () => {
  test("gives what it has, for as long as it lives", () => {
    expect(() => requireGrantable(giver, wanted)).not.toThrow();
    expect(() => requireGrantable(giver, giver)).not.toThrow();
    expect(() => requireGrantable({ ...giver, expiresAt: null }, wanted)).not.toThrow();
  });

  test.each([
    ["a scope", { scopes: ["rollback", "promote"] as const }, /the scope "promote"/],
    ["a family", { families: ["fraud_score", "product"] }, /the families "product"/],
    ["every family", { families: ["*"] }, /the families "\*"/],
    ["more families than a glob of its own", { families: ["f*"] }, /the families "f\*"/],
    ["a longer life", { expiresAt: new Date(end.getTime() + 1) }, /an expiry after 2026-06-01/],
    ["a life without end", { expiresAt: null }, /an expiry after 2026-06-01/],
  ])("gives not %s that it has not", (_what, more, message) => {
    const act = () => requireGrantable(giver, { ...wanted, ...more });
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ code: "forbidden" }));
  });

  test("covers a key that has no more, however long that lives", () => {
    expect(coversKey(giver, wanted)).toBe(true);
    expect(coversKey(giver, { ...wanted, scopes: ["read"] })).toBe(false);
    expect(coversKey(giver, { ...wanted, families: ["*"] })).toBe(false);
  });
});
