import { fakeProvider } from "@promptrail/testing";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { expect, onTestFinished, test } from "vitest";
import { answerHeaders } from "../../src/http/answer-headers.js";
import { startServer } from "../../src/index.js";
import { context, openShop } from "../shop-project.js";

const path = "/v1/prompts/product_description/call";

/** A server on real HTTP, whose requests have a key. */
async function serve(settings: Parameters<typeof openShop>[0] = {}) {
  const failures: { readonly error: unknown; readonly requestId: string }[] = [];
  const shop = await openShop(settings);
  const server = await startServer({
    promptrail: shop.promptrail,
    port: 0,
    graceMs: 0,
    onProblem: (error, { requestId }) => failures.push({ error, requestId }),
  });
  onTestFinished(() => server.close());
  const key = await shop.keyFor("call", "read");
  const ask = (route: string, headers: Readonly<Record<string, string>> = {}, body?: unknown) =>
    fetch(`${server.url}${route}`, {
      headers: { ...key, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  return { ask, shop, failures };
}

const answers = [
  ["a call", path, { context }],
  ["a stream", "/v1/prompts/product_description/stream", { context }],
  ["what is live", "/v1/status", undefined],
  ["a list", "/v1/prompts", undefined],
  ["health", "/healthz", undefined],
  ["a refusal", path, { context: 1 }],
  ["no route", "/nowhere", undefined],
] as const;

test.each(answers)("%s has all headers, and the id of its request", async (_what, route, body) => {
  const provider = fakeProvider();
  provider.answer("A kettle.");
  const { ask } = await serve({ provider });
  const answer = await ask(route, { "x-request-id": "gateway-7" }, body);
  await answer.text();
  const sent = Object.fromEntries(answer.headers);
  const { "cache-control": cached, ...others } = answerHeaders;
  expect(sent).toMatchObject({ ...others, "x-request-id": "gateway-7" });
  expect(sent["cache-control"]).toBe(route === "/v1/status" ? "private, no-cache" : cached);
});

test("they are those that the framework advises", async () => {
  const advised = new Hono()
    .use(
      secureHeaders({
        contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      }),
    )
    .get("/", (request) => request.body(null));
  const { headers } = await advised.request("/");
  const { "cache-control": _own, ...ours } = answerHeaders;
  expect(ours).toEqual(Object.fromEntries(headers));
});

test.each([
  ["none", undefined],
  ["an empty one", ""],
  ["one with spaces", "a b"],
  ["one that is too long", "a".repeat(201)],
])("a request with %s gets an id of its own", async (_what, id) => {
  const { ask } = await serve();
  const seen = await Promise.all(
    [1, 2].map(async () => {
      const answer = await ask("/healthz", id === undefined ? {} : { "x-request-id": id });
      return answer.headers.get("x-request-id");
    }),
  );
  expect(new Set(seen).size).toBe(2);
  for (const each of seen) expect(each).toMatch(/^[0-9a-f-]{36}$/);
});

test("a failure that nobody foresaw is told with the id of its request", async () => {
  const { ask, failures, shop } = await serve();
  Object.assign(shop.provider, {
    complete: () => Promise.reject(new TypeError("nobody foresaw this")),
  });
  const answer = await ask(path, { "x-request-id": "seven" }, { context });
  expect([answer.status, answer.headers.get("x-request-id")]).toEqual([500, "seven"]);
  expect(failures).toMatchObject([{ error: { name: "TypeError" }, requestId: "seven" }]);
});
