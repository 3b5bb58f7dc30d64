import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Answer } from "../src/answer/answer.js";
import { openTransport } from "./open-transport.js";
import { startServer } from "./start-server.js";

const serve = async (body: string | Buffer, headers: Record<string, string | string[]> = {}) => {
  const { url } = await startServer((_request, response) => {
    response.writeHead(201, "Made", headers).end(body);
  });
  return () => openTransport().fetch(`${url}/v1`);
};

test("status, words, address and headers are the server's", async () => {
  const get = await serve("{}", { "X-One": ["1", "2"], "set-cookie": ["a=1", "b=2"] });
  const answer = await get();
  const { status, statusText, ok, type, redirected, url, headers } = answer;
  expect({ status, statusText, ok, type, redirected }).toEqual({
    status: 201,
    statusText: "Made",
    ok: true,
    type: "basic",
    redirected: false,
  });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect(headers).toBeInstanceOf(Headers);
  expect([headers.get("x-one"), headers.getSetCookie()]).toEqual(["1, 2", ["a=1", "b=2"]]);
});

test("the headers as they were received are those that fetch gives", async () => {
  const get = await serve("{}", { "X-One": ["1", "2"], "x-two": " b ", "constructor-of": "c" });
  const answer = await get();
  if (!(answer instanceof Answer)) throw new TypeError("It is an answer of the transport's.");
  const { received, headers } = answer;
  for (const name of ["x-one", "X-Two", "constructor-of", "constructor", "content-length"]) {
    expect([name, received.get(name)]).toEqual([name, headers.get(name)]);
  }
});

test.each([204, 205, 304])("an answer %i has no body", async (status) => {
  const { url } = await startServer((_request, response) => response.writeHead(status).end());
  const answer = await openTransport().fetch(url);
  expect([answer.status, answer.body, await answer.text()]).toEqual([status, null, ""]);
});

test("an answer to HEAD has no body, whatever its length says", async () => {
  const { url } = await startServer((_request, response) => {
    response.writeHead(200, { "content-length": "10", "content-encoding": "gzip" }).end();
  });
  const answer = await openTransport().fetch(url, { method: "HEAD" });
  expect([answer.body, await answer.text()]).toEqual([null, ""]);
});

test("an answer without a byte is an empty text", async () => {
  const get = await serve("", { "content-encoding": "gzip" });
  const answer = await get();
  expect([await answer.text(), answer.bodyUsed]).toEqual(["", true]);
});

test("a letter that comes in two pieces is whole, and a byte order mark is none of the text", async () => {
  const letter = Buffer.from("\ufeffé");
  let sendRest = () => {};
  const { url } = await startServer((_request, response) => {
    response.write(letter.subarray(0, 4));
    sendRest = () => response.end(letter.subarray(4));
  });
  const answer = await openTransport().fetch(url);
  const text = answer.text();
  sendRest();
  expect(await text).toBe("é");
});

/** What of an answer does not read its body. */
const heads = ["constructor", "type", "url", "redirected", "status", "ok", "statusText", "headers"];
const readers = Object.getOwnPropertyNames(Response.prototype).filter(
  (name) => ![...heads, "bodyUsed"].includes(name),
);

/** Reads the body of an answer by one of the ways that the platform knows. */
async function read(response: Response, way: string): Promise<string> {
  const found: unknown = Reflect.get(response, way);
  if (found instanceof ReadableStream) return new Response(found).text();
  if (typeof found !== "function") throw new TypeError(`${way} reads nothing.`);
  const value: unknown = await found.call(response);
  if (value instanceof FormData) return new Response(value.get("a")).text();
  if (value instanceof Response || value instanceof Blob) return value.text();
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return way === "text" ? String(value) : JSON.stringify(value);
}

/** Gives an answer a limit, as core does for the vendors' answers. */
function limit(answer: Response, mostBytes: number): Response {
  if (!("limitBytes" in answer) || typeof answer.limitBytes !== "function") {
    throw new TypeError("An answer of the transport takes a limit.");
  }
  answer.limitBytes(mostBytes, () => new Error("It is too long."));
  return answer;
}

describe.each(readers)("`%s`", (way) => {
  const isForm = way === "formData";
  const headers = { "content-type": isForm ? "application/x-www-form-urlencoded" : "text/plain" };
  const body = isForm ? "a=%C3%A9" : '"é"';

  test("reads the answer, once", async () => {
    const get = await serve(body, headers);
    const answer = await get();
    expect(answer.bodyUsed).toBe(false);
    expect(await read(answer, way)).toBe(isForm ? "é" : body);
    if (way === "clone") return;
    expect(answer.bodyUsed).toBe(true);
    await expect(answer.text()).rejects.toThrow(TypeError);
  });

  test("reads all that the limit allows, and nothing beyond it", async () => {
    const length = Buffer.byteLength(body);
    const get = await serve(gzipSync(body), { ...headers, "content-encoding": "gzip" });
    expect(await read(limit(await get(), length), way)).toBe(isForm ? "é" : body);
    await expect(read(limit(await get(), length - 1), way)).rejects.toThrow("It is too long.");
  });
});

test("a copy and its answer are read both, and once each", async () => {
  const get = await serve("whole");
  const answer = await get();
  const copy = answer.clone();
  expect([await answer.text(), await copy.text()]).toEqual(["whole", "whole"]);
  await expect(answer.text()).rejects.toThrow(TypeError);
});

test("a body that somebody reads is not read by others", async () => {
  const get = await serve("whole");
  const [read, text] = [await get(), await get()];
  read.body?.getReader();
  await expect(read.text()).rejects.toThrow(TypeError);
  expect(() => read.clone()).toThrow(TypeError);
  expect(await text.text()).toBe("whole");
  await expect(text.body?.getReader().read()).rejects.toThrow(TypeError);
});

test("an answer without an end is given up at its limit, and its connection closed", async () => {
  const server = await startServer((_request, response) => {
    const write = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on("drain", write);
    write();
  });
  const answer = limit(await openTransport().fetch(server.url), 10_000_000);
  await expect(answer.text()).rejects.toThrow("It is too long.");
  await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
});

test("a reader that waits holds the server back", async () => {
  const total = 50_000_000;
  let sent = 0;
  const server = await startServer((_request, response) => {
    const write = () => {
      while (sent < total) {
        sent += 65_536;
        if (!response.write(Buffer.alloc(65_536))) return;
      }
      response.end();
    };
    response.on("drain", write);
    write();
  });
  const answer = await openTransport().fetch(server.url);
  const reader = answer.body?.getReader();
  let read = (await reader?.read())?.value?.byteLength ?? 0;
  // What fits into the sockets of both sides goes out; then nothing more until somebody reads.
  const seen: number[] = [];
  await expect
    .poll(() => seen.push(sent) > 1 && seen.at(-1) === seen.at(-2), { interval: 200 })
    .toBe(true);
  expect(sent).toBeLessThan(total / 2);
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
    read += piece.value.byteLength;
  }
  expect(read).toBe(sent);
});
