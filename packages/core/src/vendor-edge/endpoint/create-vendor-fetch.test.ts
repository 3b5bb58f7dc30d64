import { createServer, type RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { createVendorFetch, longestAnswer } from "./create-vendor-fetch.js";

const vendorFetch = createVendorFetch({ provider: "acme", name: "Acme" });

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

const ask = (url: string) => vendorFetch(url, { method: "POST", body: "a prompt" });

test.each([301, 302, 303, 307, 308])("a redirect by %i reaches nobody", async (status) => {
  const reached: (string | undefined)[] = [];
  const elsewhere = await serve((request, response) => {
    reached.push(request.url);
    response.end("{}");
  });
  const url = await serve((_request, response) => {
    response.writeHead(status, { location: `${elsewhere}/v1?secret=1` }).end();
  });
  await expect(ask(url)).rejects.toMatchObject({
    kind: "not_found",
    retryable: false,
    status,
    message: expect.stringContaining(
      `answers with a redirect to ${elsewhere}. It was not followed`,
    ),
  });
  expect(reached).toEqual([]);
});

test("an answer of the most bytes is whole, with its status and headers", async () => {
  const text = "x".repeat(longestAnswer);
  const url = await serve((_request, response) => {
    response.writeHead(201, { "request-id": "r1" }).end(text);
  });
  const response = await ask(url);
  expect([response.status, response.headers.get("request-id")]).toEqual([201, "r1"]);
  expect((await response.text()) === text).toBe(true);
});

const bomb = gzipSync(Buffer.alloc(longestAnswer + 1));

test.each([
  ["longer", {}, Buffer.alloc(longestAnswer + 1)],
  ["longer once it is decompressed", { "content-encoding": "gzip" }, bomb],
])("an answer that is %s is given up", async (_what, headers, body) => {
  const url = await serve((_request, response) => response.writeHead(200, headers).end(body));
  const response = await ask(url);
  await expect(response.text()).rejects.toMatchObject({
    kind: "server_error",
    message: expect.stringContaining("Acme's answer has more than 32 MB"),
  });
});

/** What of an answer does not read its body. */
const heads = new Set([
  "constructor",
  "type",
  "url",
  "redirected",
  "status",
  "ok",
  "statusText",
  "headers",
  "bodyUsed",
]);
const readers = Object.getOwnPropertyNames(Response.prototype).filter((name) => !heads.has(name));

/** Reads the body of an answer by one of the ways that the platform knows. */
async function read(response: Response, way: string): Promise<string> {
  const found: unknown = response[way as keyof Response];
  if (found instanceof ReadableStream) return new Response(found).text();
  if (typeof found !== "function") throw new TypeError(`${way} reads nothing.`);
  const value: unknown = await found.call(response);
  if (value instanceof FormData) return new Response(value.get("a")).text();
  if (value instanceof Response || value instanceof Blob) return value.text();
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return way === "text" ? String(value) : JSON.stringify(value);
}

test.each(readers)("`%s` reads the answer, and no more than the most bytes of it", async (way) => {
  const isForm = way === "formData";
  const headers = { "content-type": isForm ? "application/x-www-form-urlencoded" : "text/plain" };
  const body = isForm ? "a=%C3%A9" : '"\u00e9"';
  const short = await serve((_request, response) => response.writeHead(200, headers).end(body));
  expect(await read(await ask(short), way)).toBe(isForm ? "é" : body);
  const long = await serve((_request, response) =>
    response.writeHead(200, { ...headers, "content-encoding": "gzip" }).end(bomb),
  );
  await expect(read(await ask(long), way)).rejects.toThrow(/more than 32 MB/);
});

test("a copy and its answer are read both, and once each", async () => {
  const url = await serve((_request, response) => response.end("whole"));
  const answer = await ask(url);
  const copy = answer.clone();
  expect([await answer.text(), await copy.text()]).toEqual(["whole", "whole"]);
  await expect(answer.text()).rejects.toThrow(TypeError);
});

test("a body that somebody reads is not read by others", async () => {
  const url = await serve((_request, response) => response.end("whole"));
  const answer = await ask(url);
  answer.body?.getReader();
  await expect(answer.text()).rejects.toThrow(TypeError);
});

test("an answer without an end is given up, and its connection closed", async () => {
  let isClosed = false;
  const url = await serve((_request, response) => {
    const send = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on("drain", send).on("close", () => {
      isClosed = true;
    });
    send();
  });
  await expect((await ask(url)).text()).rejects.toThrow(/more than 32 MB/);
  await expect.poll(() => isClosed).toBe(true);
});

test("a reader that leaves closes the connection", async () => {
  let isClosed = false;
  const url = await serve((_request, response) => {
    response.on("close", () => {
      isClosed = true;
    });
    response.write("begin");
  });
  const response = await ask(url);
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => isClosed).toBe(true);
});

test("a fetch of somebody's own that follows a redirect is an error all the same", async () => {
  const url = await serve((request, response) => {
    if (request.url === "/") response.writeHead(307, { location: "/there" }).end();
    else response.end("{}");
  });
  const follow: typeof fetch = (input, init) => fetch(input, { ...init, redirect: "follow" });
  const asking = createVendorFetch({ provider: "acme", name: "Acme" }, follow)(url);
  await expect(asking).rejects.toMatchObject({ kind: "not_found" });
});

test("an answer that counts its own bytes is given the limit, and left as it is", async () => {
  const url = await serve((_request, response) => response.end("whole"));
  const limits: (readonly [number, Error])[] = [];
  const counted: Response[] = [];
  const count: typeof fetch = async (input, init) => {
    const answer = Object.assign(await fetch(input, init), {
      limitBytes: (mostBytes: number, refuse: () => Error) => limits.push([mostBytes, refuse()]),
    });
    counted.push(answer);
    return answer;
  };
  const answer = await createVendorFetch({ provider: "acme", name: "Acme" }, count)(url);
  expect([answer, await answer.text()]).toEqual([counted[0], "whole"]);
  expect(limits).toEqual([[longestAnswer, expect.objectContaining({ kind: "server_error" })]]);
});
