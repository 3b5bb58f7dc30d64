import { afterEach, describe, expect, test, vi } from "vitest";
import { context, openShop } from "./shop-project.js";

const call = "/v1/prompts/product_description/call";

const post = async (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
) => {
  const shop = await openShop();
  const key = await shop.keyFor("call");
  return shop.app.request(call, {
    method: "POST",
    headers: { ...key, "content-type": "application/json", ...headers },
    body,
  });
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("requests", () => {
  test.each([
    ["JSON that is cut", '{"context": {"card": "4111 1111'],
    ["bytes that are no UTF-8", new Uint8Array([123, 34, 255, 34, 125])],
    ["JSON that is nested too deep", `{"context":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ])("%s is refused without being quoted", async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    const problem = await response.text();
    expect(JSON.parse(problem)).toMatchObject({ code: "request_invalid", status: 400 });
    expect(problem).not.toContain("4111");
  });

  test.each([
    ["/call", '{"context":{"product":{"name":"Kettle","price":[1,9007199254740993]}}}'],
    ["/stream", '{"context":{"product":{"name":"Kettle","price":[1,-9007199254740993]}}}'],
    ["/call", '{"context":{"product":{"name":"Kettle","price":[1,1e400]}}}'],
    ["/render", '{"context":{"product":{"name":"Kettle","price":[1,9007199254740992.0]}}}'],
  ])(
    "a number of a context that would lose digits is refused by %s, with its path",
    async (route, body) => {
      const shop = await openShop();
      const response = await shop.app.request(call.replace("/call", route), {
        method: "POST",
        headers: { ...(await shop.keyFor("call")), "content-type": "application/json" },
        body,
      });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        code: "context_invalid",
        path: "product.price[1]",
        detail:
          "The context cannot be read exactly: product.price[1]: the number is larger than 2^53 − 1 and would lose digits; pass it as text. Nothing was sent.",
      });
      expect(shop.provider.calls).toEqual([]);
    },
  );

  test("such a number elsewhere in a body is refused, too", async () => {
    const response = await post('{"context":{},"version":9007199254740993}');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "request_invalid", path: "version" });
  });

  test.each(["gzip", "br, gzip", "x".repeat(5_000)])(
    "a body with the content encoding %j is refused for that, and not as JSON",
    async (coding) => {
      const response = await post("{}", { "content-encoding": coding });
      expect(response.status).toBe(415);
      expect(await response.text()).toMatch(/Send it without a content encoding\./);
      expect((await post('{"context":{}}', { "content-encoding": "Identity" })).status).not.toBe(
        415,
      );
    },
  );

  test("a body of another media type is refused", async () => {
    const response = await post("context=1", { "content-type": "text/plain" });
    expect(response.status).toBe(415);
  });

  test.each([true, false])(
    "a body above the limit is refused (length stated: %s)",
    async (stated) => {
      const text = JSON.stringify({ context: { text: "x".repeat(1_000_001) } });
      const response = await post(text, stated ? { "content-length": String(text.length) } : {});
      expect(response.status).toBe(413);
    },
  );

  test("an unknown route is not found, with a suggestion", async () => {
    const response = await (await openShop()).ask("/v1/statsu");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: "request_invalid",
      detail: expect.stringContaining('Did you mean "/v1/status"?'),
    });
  });

  test("another method than a route's own is told which one it takes", async () => {
    const shop = await openShop();
    const response = await shop.app.request(call, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  test("a preflight of a web page gets no permission", async () => {
    const shop = await openShop();
    const response = await shop.app.request(call, {
      method: "OPTIONS",
      headers: { origin: "https://example.com", "access-control-request-method": "POST" },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test.each(["/healthz", "/v1/status", "/nowhere"])(
    "%s carries the security headers",
    async (path) => {
      const { headers } = await (await openShop()).ask(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("cache-control")).toMatch(/no-store|no-cache/);
    },
  );

  test("a malformed escape in a path is answered like an unknown name", async () => {
    const response = await (await openShop()).ask("/admin/prompts/%E0%A4%A/history");
    expect(response.status).toBe(404);
  });

  test("neither keys nor contexts are logged", async () => {
    const lines: unknown[] = [];
    for (const method of ["log", "info", "warn", "error", "debug"] as const) {
      vi.spyOn(console, method).mockImplementation((...words) => void lines.push(...words));
    }
    const shop = await openShop();
    const key = await shop.keyFor("call");
    shop.provider.answer("fine", new Error("unforeseen: Kettle"));
    const body = JSON.stringify({ context });
    const headers = { ...key, "content-type": "application/json" };
    for (const sent of [body, body, "{ Kettle"]) {
      await shop.app.request(call, { method: "POST", headers, body: sent });
    }
    const logged = lines.map(String).join("\n");
    expect(logged).toMatch(/unexpected \w+\n\s+at /);
    expect(logged).not.toMatch(/Kettle|pk_test/);
  });

  test("a key that asks too much waits, and can still roll back", async () => {
    const limits = {
      others: { burst: 2, perSecond: 0.01 },
      rollback: { burst: 1, perSecond: 0.01 },
    };
    const shop = await openShop({ limits });
    const headers = await shop.keyFor("read", "rollback");
    const ask = (path: string, method: "GET" | "POST") =>
      shop.app.request(path, { method, headers });
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await ask("/v1/status", "GET")).status);
    expect(statuses).toEqual([200, 200, 429]);
    const rollback = "/admin/prompts/product_description/rollback";
    expect((await ask(rollback, "POST")).status).toBe(200);
    const refused = await ask(rollback, "POST");
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: "rate_limited", status: 429 });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
