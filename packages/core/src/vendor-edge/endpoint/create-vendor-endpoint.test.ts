import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { FailedReply } from "../failure/failed-reply.js";
import { UnreachedVendor } from "../failure/unreached-vendor.js";
import { limitCall } from "../limit-call.js";
import { createVendorEndpoint } from "./create-vendor-endpoint.js";
import { longestAnswer } from "./create-vendor-fetch.js";

const vendor = { provider: "acme", name: "Acme" };

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("It has a port.");
  return `http://127.0.0.1:${address.port}`;
}

function limitFor(milliseconds: number, signal = new AbortController().signal) {
  const limit = limitCall({ signal, deadline: Date.now() + milliseconds, lane: "production" });
  onTestFinished(() => limit.release());
  return limit;
}

/** An endpoint at an address, and for how many milliseconds requests were built. */
function open(url: string, send: typeof fetch = fetch) {
  const built: number[] = [];
  const endpoint = createVendorEndpoint({
    vendor,
    fetch: send,
    build: async (timeoutMs) => {
      built.push(timeoutMs);
      return { url, headers: new Headers({ "content-type": "application/json", "x-key": "k" }) };
    },
  });
  return { built, ask: (body: object = {}, limit = limitFor(60_500)) => endpoint.ask(body, limit) };
}

const answer = (head: Record<string, string>, body = "") =>
  serve((_request, response) => response.writeHead(200, head).end(body));

const json = { "content-type": "application/json" };

test("a body is sent with the headers that were built, and its reply read", async () => {
  const url = await serve(async (request, response) => {
    const sent: Buffer[] = [];
    for await (const piece of request) sent.push(piece);
    const { method, headers } = request;
    response.writeHead(201, { ...json, "request-id": "r1" });
    const body = Buffer.concat(sent).toString();
    response.end(JSON.stringify({ method, key: headers["x-key"], body }));
  });
  const reply = await open(url).ask({ prompt: "é" });
  expect(reply.body).toEqual({ method: "POST", key: "k", body: '{"prompt":"é"}' });
  expect([reply.status, reply.headers.get("Request-Id")]).toEqual([201, "r1"]);
});

test("headers are built once for each second that is left", async () => {
  const { ask, built } = open(await answer(json, "{}"));
  for (const left of [60_500, 60_700, 9_500, 60_500, 9_700]) await ask({}, limitFor(left));
  expect(built.map((timeoutMs) => Math.trunc(timeoutMs / 1_000))).toEqual([60, 9]);
});

test("calls that begin together have their headers built once, and a build that fails is tried again", async () => {
  const url = await answer(json, "{}");
  let built = 0;
  const { ask } = createVendorEndpoint({
    vendor,
    fetch,
    build: async () => {
      built += 1;
      if (built === 1) throw new Error("No head.");
      return { url, headers: new Headers() };
    },
  });
  const both = () => Promise.allSettled([ask({}, limitFor(9_500)), ask({}, limitFor(9_500))]);
  expect((await both()).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await both()).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  expect(built).toBe(2);
});

test("a fetch of somebody's own may change the headers that it is given", async () => {
  const seen: (string | null)[] = [];
  const url = await answer(json, "{}");
  const { ask } = open(url, (input, init) => {
    const { headers } = init ?? {};
    if (!(headers instanceof Headers)) throw new TypeError("It is given Headers.");
    seen.push(headers.get("x-key"));
    headers.set("x-key", "changed");
    return fetch(input, init);
  });
  await ask();
  await ask();
  expect(seen).toEqual(["k", "k"]);
});

test.each([
  ["JSON", { "content-type": "application/problem+json; charset=utf-8" }, '{"a":1}', { a: 1 }],
  ["a text", { "content-type": "text/plain" }, '{"a":1}', '{"a":1}'],
  ["of no type", {}, "words", "words"],
  ["JSON without a byte", json, "", undefined],
])("a body that is %s is read as what it says of itself", async (_what, head, text, body) => {
  expect((await open(await answer(head, text)).ask()).body).toEqual(body);
});

test("no content is no body", async () => {
  const url = await serve((_request, response) => response.writeHead(204).end());
  expect((await open(url).ask()).body).toBeNull();
});

test("JSON that is none is an error", async () => {
  await expect(open(await answer(json, "{")).ask()).rejects.toBeInstanceOf(SyntaxError);
});

test("a status that tells of a failure is thrown with the vendor's words and headers", async () => {
  const url = await serve((_request, response) => {
    response.writeHead(429, { ...json, "retry-after": "3" });
    response.end(JSON.stringify({ error: { type: "busy", message: "Too many." } }));
  });
  const error: unknown = await open(url)
    .ask()
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof FailedReply)) throw error;
  expect(error).toMatchObject({ status: 429, told: { words: "Too many.", names: ["busy"] } });
  expect(error.headers?.get("retry-after")).toBe("3");
});

test("a redirect reaches nobody, and an answer that is too long is given up", async () => {
  const reached: (string | undefined)[] = [];
  const elsewhere = await serve((request, response) => {
    reached.push(request.url);
    response.end();
  });
  const url = await serve((_request, response) => {
    response.writeHead(307, { location: elsewhere }).end();
  });
  await expect(open(url).ask()).rejects.toMatchObject({ kind: "not_found", status: 307 });
  expect(reached).toEqual([]);
  const long = await answer(json, "1".repeat(longestAnswer + 1));
  await expect(open(long).ask()).rejects.toMatchObject({
    kind: "server_error",
    message: expect.stringContaining("more than 32 MB"),
  });
});

const fails = (error: unknown) => async () => {
  throw error;
};

test.each([
  ["refused", new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") }), false],
  ["slow", new TypeError("fetch failed", { cause: new Error("Connect Timeout Error") }), true],
  ["ended by a fetch of its own", new DOMException("Ended.", "AbortError"), true],
  ["broken by a text", "timed out", true],
])("a connection that is %s is told by what fetch threw", async (_what, error, isTimeout) => {
  const thrown: unknown = await open("http://a.example", fails(error))
    .ask()
    .catch((caught: unknown) => caught);
  expect(thrown).toBeInstanceOf(UnreachedVendor);
  expect(thrown).toMatchObject({ cause: error, isTimeout });
});

test("a call that was cancelled sends nothing", async () => {
  let asked = 0;
  const url = await serve((_request, response) => {
    asked += 1;
    response.end();
  });
  const limit = limitFor(60_500, AbortSignal.abort());
  await expect(open(url).ask({}, limit)).rejects.toBeInstanceOf(UnreachedVendor);
  expect([asked, limit.ended()]).toEqual([0, "cancelled"]);
});
