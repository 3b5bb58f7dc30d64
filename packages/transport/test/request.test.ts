import { expect, test } from "vitest";
import { openTransport } from "./open-transport.js";
import { startServer } from "./start-server.js";

/** Answers with what it received. */
const echo = () =>
  startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { method, url, headers } = request;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers, body }));
  });

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const send = async (init: RequestInit, path = "/v1?a=b"): Promise<Received> => {
  const { url } = await echo();
  const response = await openTransport().fetch(`${url}${path}`, init);
  expect(response.status).toBe(200);
  const received: Received = JSON.parse(await response.text());
  return received;
};

test("method, path and body arrive as they are", async () => {
  expect(await send({ method: "post", body: "é" })).toMatchObject({
    method: "POST",
    url: "/v1?a=b",
    body: "é",
    headers: {
      accept: "*/*",
      "accept-encoding": "gzip, deflate, br, zstd",
      "content-length": "2",
      "content-type": "text/plain;charset=UTF-8",
      "user-agent": "promptrail",
    },
  });
});

test.each([
  ["an object", { "X-One": "1", accept: "a/b" }],
  [
    "a list",
    [
      ["x-one", "1"],
      ["accept", "a/b"],
    ] satisfies [string, string][],
  ],
  ["Headers", new Headers({ "x-one": "1", accept: "a/b" })],
])("headers are given as %s, and replace the own ones", async (_what, headers) => {
  const { headers: received } = await send({ headers });
  expect(received).toMatchObject({ "x-one": "1", accept: "a/b" });
});

const bytes = new TextEncoder().encode("[bytes]");
const form = new FormData();
form.set("name", "value");

test.each<[string, NonNullable<RequestInit["body"]>, string]>([
  ["bytes", bytes.subarray(1, 6), "bytes"],
  ["a buffer", bytes.buffer, "[bytes]"],
  ["a view", new DataView(bytes.buffer, 1, 5), "bytes"],
  ["a stream", new Blob(["stream"]).stream(), "stream"],
  ["parameters", new URLSearchParams({ a: "b c" }), "a=b+c"],
  ["a blob", new Blob(["blob"]), "blob"],
  ["no text", "", ""],
])("a body may be %s", async (_what, body, expected) => {
  expect(await send({ method: "POST", body, duplex: "half" })).toMatchObject({
    method: "POST",
    body: expected,
  });
});

test("a form says where its parts begin", async () => {
  const { headers, body } = await send({ method: "POST", body: form });
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers["content-type"] ?? "")?.[1];
  expect(body).toContain(`--${boundary}\r\n`);
  expect(body).toContain('name="name"\r\n\r\nvalue\r\n');
});

test("a Request is sent as it is, but for what is given beside it", async () => {
  const { url } = await echo();
  const request = new Request(`${url}/r`, { method: "PUT", body: "b", headers: { "x-one": "1" } });
  const { fetch } = openTransport();
  expect(await (await fetch(request)).json()).toMatchObject({
    method: "PUT",
    url: "/r",
    body: "b",
    headers: { "x-one": "1" },
  });
  const other = new Request(`${url}/r`, { method: "PUT", body: "b" });
  expect(await (await fetch(other, { method: "POST", body: "c" })).json()).toMatchObject({
    method: "POST",
    body: "c",
  });
});

test.each<[string, RequestInit | undefined, RegExp]>([
  ["ftp://example.org", undefined, /ftp: is not a protocol/],
  ["http://user:secret@localhost/", undefined, /cannot contain a user name/],
  ["no address", undefined, /Invalid URL/],
  ["http://localhost/", { body: "b" }, /A GET request cannot have a body/],
  ["http://localhost/", { headers: { "a b": "c" } }, /a b/],
])("%s with %o is a TypeError", async (url, init, message) => {
  const error: unknown = await openTransport()
    .fetch(url, init)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toMatch(message);
});

test.each([301, 307])("a redirect by %i is an answer and never followed", async (status) => {
  const asked: unknown[] = [];
  const { url } = await startServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status, { location: "/there" }).end();
  });
  for (const redirect of ["follow", "manual", "error"] as const) {
    const response = await openTransport().fetch(`${url}/here`, { redirect });
    expect([response.status, response.redirected, response.ok]).toEqual([status, false, false]);
    expect(response.headers.get("location")).toBe("/there");
  }
  expect(asked).toEqual(["/here", "/here", "/here"]);
});

test("requests that were prepared arrive as those of fetch", async () => {
  const { url } = await echo();
  const { fetch } = openTransport();
  const headers = new Headers({ "content-type": "application/json", "x-one": "1" });
  const send = fetch.preparePost({ url: `${url}/v1`, headers });
  const { signal } = new AbortController();
  for (const body of ['{"a":"é"}', "{}", ""]) {
    const plain = await fetch(`${url}/v1`, { method: "POST", headers, body, signal });
    const prepared = await send(body, signal);
    expect(prepared.url).toBe(plain.url);
    expect(await prepared.json()).toEqual(await plain.json());
  }
  // Nobody takes what is changed later.
  headers.set("x-one", "2");
  expect(await (await send("{}", signal)).json()).toMatchObject({ headers: { "x-one": "1" } });
});

test("a prepared request follows its signal, and refuses what fetch refuses", async () => {
  const { fetch } = openTransport();
  const send = fetch.preparePost({ url: "http://127.0.0.1:1", headers: new Headers() });
  const reason = new Error("Ended.");
  await expect(send("{}", AbortSignal.abort(reason))).rejects.toBe(reason);
  const address = { url: "ftp://127.0.0.1", headers: new Headers() };
  expect(() => fetch.preparePost(address)).toThrow("not a protocol that fetch supports");
});
