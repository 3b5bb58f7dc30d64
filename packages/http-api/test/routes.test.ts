import { describe, expect, test } from "vitest";
import { type Route, routes, toRoutePath } from "../src/index.js";

const table: readonly (readonly [string, Route])[] = Object.entries(routes);

describe("the route table", () => {
  test.each(table)("%s bears its own name and describes itself", (name, route) => {
    expect(route.name).toBe(name);
    expect(route.summary).toMatch(/\.$/);
    expect(Object.keys(route.responses).length).toBeGreaterThan(0);
  });

  test.each(table)("%s states how large an answer of it is at most", (_, { largestAnswer }) => {
    expect(largestAnswer).toBeGreaterThanOrEqual(1_000_000);
    expect(largestAnswer).toBeLessThanOrEqual(100_000_000);
  });

  test.each(table)("%s takes exactly the parameters of its path", (_, route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(route.params.in.shape)).toEqual(inPath);
  });

  test.each(table)("%s refuses query parameters and fields that it does not name", (_, route) => {
    expect(route.query.safeParse({ surprise: "1" }).success).toBe(false);
    if (route.body === null) return;
    const refused = route.body.safeParse({ surprise: 1 });
    expect(refused.error?.issues.map(({ code }) => code)).toContain("unrecognized_keys");
  });

  test.each(table)("%s is asked without what its query may leave out", (_, route) => {
    expect(route.query.encode({})).toEqual({});
  });

  test("only health and the document need no key", () => {
    const open = table.filter(([, { scope }]) => scope === null).map(([name]) => name);
    expect(open).toEqual(["healthz", "readyz", "openapi"]);
  });

  test("only following, calls, evidence and keys are open to a key that is limited to families, beside its families", () => {
    const open = table
      .filter(([, { openToLimitedKeys }]) => openToLimitedKeys)
      .map(([name]) => name);
    expect(open).toEqual([
      ...["status", "events", "reportProcess", "removeProcess"],
      ...["calls", "findCall", "reportCalls", "usage"],
      "bringEvidence",
      ...["listKeys", "addKey", "rotateKey", "revokeKey"],
    ]);
    for (const name of open) {
      expect(table.find(([each]) => each === name)?.[1].path).not.toContain("{family}");
    }
  });

  test("no two routes share a method and a path", () => {
    const places = table.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test("rolling back and promoting need different scopes", () => {
    expect(routes.rollback.scope).toBe("rollback");
    expect(routes.promote.scope).toBe("promote");
  });

  test("a path's parameters are encoded", () => {
    expect(toRoutePath(routes.readVersion, { family: "a/b?c", version: 2 })).toBe(
      "/v1/prompts/a%2Fb%3Fc/versions/2",
    );
  });

  test.each(["0", "-1", "1.5", "0x10", "1e3", "", "two", "9999999999"])(
    "the version %j in a path is refused",
    (version) => {
      expect(routes.readVersion.params.safeParse({ family: "f", version }).success).toBe(false);
    },
  );
});
